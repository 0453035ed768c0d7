package io.github.latchkey.secret;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Functions of a library of the operating system. Addresses are taken and returned as longs.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
record NativeFunctions(SymbolLookup library) {

  /// A call through a handle, which may throw anything by its signature and nothing in fact.
  @FunctionalInterface
  interface Call<T> {
    T run() throws Throwable;
  }

  /// The function of this name; UnsatisfiedLinkError where there is none.
  MethodHandle find(String name, MemoryLayout result, MemoryLayout... arguments) {
    return find(name, FunctionDescriptor.of(result, arguments));
  }

  /// The same for a function of any form.
  MethodHandle find(String name, FunctionDescriptor form) {
    return Linker.nativeLinker()
        .downcallHandle(library.find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)), form);
  }

  static <T> T result(Call<T> call) {
    try {
      return call.run();
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call of the operating system failed", impossible);
    }
  }
}
