package io.github.latchkey.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// The functions of the system's libcrypto 3 that sign (EVP_PKEY_sign(3)), where a Linux has it and
/// the program may call native code; the JDK does the work everywhere else.
///
/// Elsewhere it is not looked for: macOS ends a process that loads its own libcrypto, and Windows
/// has none.
@SuppressWarnings("restricted") // calls of a system library are what this is for
final class OpenSsl {

  private static final String LIBRARY = "libcrypto.so.3";
  private static final Optional<OpenSsl> INSTANCE = load();

  private final SymbolLookup library;
  private final MethodHandle versionText;
  final MethodHandle contextOfName;
  final MethodHandle contextOfKey;
  final MethodHandle freeContext;
  final MethodHandle startKey;
  final MethodHandle makeKey;
  final MethodHandle freeKey;
  final MethodHandle startSigning;
  final MethodHandle setPadding;
  final MethodHandle setHash;
  final MethodHandle sign;
  final MethodHandle startVerifying;
  final MethodHandle verify;

  private OpenSsl(SymbolLookup library) {
    this.library = library;
    versionText = function("OpenSSL_version", ADDRESS, JAVA_INT);
    contextOfName = function("EVP_PKEY_CTX_new_from_name", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    contextOfKey = function("EVP_PKEY_CTX_new", ADDRESS, ADDRESS, ADDRESS);
    freeContext = procedure("EVP_PKEY_CTX_free");
    startKey = function("EVP_PKEY_fromdata_init", JAVA_INT, ADDRESS);
    makeKey = function("EVP_PKEY_fromdata", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    freeKey = procedure("EVP_PKEY_free");
    startSigning = function("EVP_PKEY_sign_init", JAVA_INT, ADDRESS);
    setPadding = function("EVP_PKEY_CTX_set_rsa_padding", JAVA_INT, ADDRESS, JAVA_INT);
    setHash = function("EVP_PKEY_CTX_set_signature_md", JAVA_INT, ADDRESS, ADDRESS);
    sign = function("EVP_PKEY_sign", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    startVerifying = function("EVP_PKEY_verify_init", JAVA_INT, ADDRESS);
    verify = function("EVP_PKEY_verify", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
  }

  /// The library, if it may be used.
  static Optional<OpenSsl> ofTheSystem() {
    return INSTANCE;
  }

  private static Optional<OpenSsl> load() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
    if (!linux || !OpenSsl.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OpenSsl(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
    } catch (IllegalArgumentException | java.util.NoSuchElementException notThere) {
      return Optional.empty();
    }
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle procedure(String name) {
    return handle(name, FunctionDescriptor.ofVoid(ADDRESS));
  }

  private MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
  }

  /// A hash by its function's name, such as `EVP_sha256`.
  MemorySegment hash(String name) {
    try {
      return (MemorySegment) function(name, ADDRESS).invokeExact();
    } catch (Throwable unforeseen) {
      throw failed(unforeseen);
    }
  }

  /// What it says of itself: `OpenSSL 3.0.19 27 Jan 2026`.
  String version() {
    try {
      var text = (MemorySegment) versionText.invokeExact(0);
      return text.reinterpret(200).getString(0);
    } catch (Throwable unforeseen) {
      throw failed(unforeseen);
    }
  }

  /// Native calls declare Throwable and throw nothing but what Java itself throws.
  static IllegalStateException failed(Throwable unforeseen) {
    if (unforeseen instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a native call failed", unforeseen);
  }
}
