package io.github.latchkey.secret;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtectedMemoryTest {

  /// More than malloc keeps for itself when it is freed (mallopt(3), M_MMAP_THRESHOLD: 32 MiB).
  private static final long LARGE = 40L << 20;

  /// From prctl(2).
  private static final int GET_DUMPABLE = 3;

  private static final int SET_DUMPABLE = 4;

  @Test
  void givesZerosThatDieWithTheirArena() {
    MemorySegment memory;
    try (Arena arena = Arena.ofConfined()) {
      memory = ProtectedMemory.allocate(10_000, arena);
      assertEquals(10_000, memory.byteSize());
      assertEquals(-1, memory.mismatch(MemorySegment.ofArray(new byte[10_000])));
      memory.fill((byte) 1);
    }
    assertThrows(IllegalStateException.class, () -> memory.get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void givesSmallMemoryOfAnyLength() {
    for (int length : new int[] {0, 1, 31, 1 << 20}) {
      MemorySegment memory = ProtectedMemory.allocateSmall(length);
      assertEquals(length, memory.byteSize());
      memory.fill((byte) 1);
      ProtectedMemory.free(memory);
    }
    assertThrows(OutOfMemoryError.class, () -> ProtectedMemory.allocateSmall(1L << 60));
  }

  @Test
  void saysSoWhereTheMachineHasNoMore() {
    try (Arena arena = Arena.ofConfined()) {
      assertThrows(OutOfMemoryError.class, () -> ProtectedMemory.allocate(1L << 60, arena));
    }
  }

  @Test
  void keepsItsPagesOutOfCoreDumpsOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = ProtectedMemory.allocate(1 << 20, arena);
      assertTrue(flags(memory).contains(" dd"), "no dd (do not dump) among the page's flags");
    }
  }

  @Test
  void locksItsPagesOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = ProtectedMemory.allocate(100, arena);
      assertEquals(ProtectedMemory.lock(memory), flags(memory).contains(" lo"));
    }
  }

  /// A page or two would waste most of a huge page; Argon2's memory is hundreds of them.
  @Test
  void asksForHugePagesWhereMuchIsNeededOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    try (Arena arena = Arena.ofConfined()) {
      assertTrue(flags(ProtectedMemory.allocate(4 << 20, arena)).contains(" hg"));
      assertFalse(flags(ProtectedMemory.allocate((4 << 20) - 1, arena)).contains(" hg"));
    }
  }

  @Test
  void usesTheCallsOfTheSystemThatItRunsOn() {
    String name = System.getProperty("os.name");
    Class<?> expected = name.startsWith("Windows") ? WindowsMemory.class : PosixMemory.class;
    assertEquals(expected, SystemMemory.ofThisSystem().getClass());
  }

  @Test
  void namesTheFunctionThatIsMissing() {
    var library = new NativeFunctions(name -> Optional.empty());
    var fault =
        assertThrows(
            UnsatisfiedLinkError.class, () -> library.find("nothing", ValueLayout.JAVA_INT));
    assertEquals("nothing", fault.getMessage());
  }

  @Test
  void encryptsEverySecretOfTheProcessDifferently() {
    assertNotEquals(SessionKey.nonce(), SessionKey.nonce());
  }

  @Test
  void saysWhetherTheSessionKeyStaysOutOfSwap() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    try (Arena arena = Arena.ofConfined()) {
      // What a page of the same size is allowed is what the key's page was allowed.
      boolean allowed = ProtectedMemory.lock(ProtectedMemory.allocate(32, arena));
      assertEquals(allowed, SessionKey.isLocked());
    }
  }

  @Test
  void givesItsPagesBackWhenTheirArenaIsClosedOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    MemorySegment memory;
    try (Arena arena = Arena.ofConfined()) {
      memory = ProtectedMemory.allocate(LARGE, arena);
      assertTrue(lies(memory));
    }
    assertFalse(lies(memory));
  }

  @Test
  void givesSmallMemoryBackWhenItIsFreedOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    MemorySegment memory = ProtectedMemory.allocateSmall(LARGE);
    assertTrue(lies(memory));
    ProtectedMemory.free(memory);
    assertFalse(lies(memory));
  }

  @Test
  void givesPlainMemoryBackOnLinux() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    var plain = new PlainMemory();
    MemorySegment reserved = plain.reserve(LARGE);
    MemorySegment allocated = plain.allocate(LARGE);
    assertTrue(lies(reserved) && lies(allocated));
    plain.release(reserved);
    assertFalse(lies(reserved));
    plain.free(allocated);
    assertFalse(lies(allocated));
  }

  @Test
  void countsWhatWasEverAskedFor() {
    long before = ProtectedMemory.everAllocated();
    try (Arena arena = Arena.ofConfined()) {
      ProtectedMemory.allocate(10_000, arena);
    }
    long between = ProtectedMemory.everAllocated();
    assertTrue(between >= before + 10_000);
    ProtectedMemory.free(ProtectedMemory.allocateSmall(20_000));
    assertTrue(ProtectedMemory.everAllocated() >= between + 20_000);
  }

  @Test
  void doesNotClaimToLockWhatIsNotThere() {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    MemorySegment given;
    try (Arena arena = Arena.ofConfined()) {
      given = ProtectedMemory.allocate(LARGE, arena);
    }
    assertFalse(ProtectedMemory.lock(given));
  }

  @Test
  void closesTheProcessOnLinuxAndClaimsItNowhereElse() throws Throwable {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    assertFalse(new PosixMemory(false).closeProcess());
    MethodHandle prctl = ofTheSystem("prctl", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    int before = (int) prctl.invokeExact(GET_DUMPABLE, 0L, 0L, 0L, 0L);
    try {
      assertTrue(ProtectedMemory.closeProcess());
      assertEquals(0, (int) prctl.invokeExact(GET_DUMPABLE, 0L, 0L, 0L, 0L));
    } finally {
      // Other tests look at this process from outside.
      int opened = (int) prctl.invokeExact(SET_DUMPABLE, (long) before, 0L, 0L, 0L);
      assertEquals(0, opened);
    }
  }

  @Test
  void callsTheFunctionThatItFound() throws Throwable {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "another system than Linux");
    assertEquals(ProcessHandle.current().pid(), (int) ofTheSystem("getpid").invokeExact());
  }

  private static MethodHandle ofTheSystem(String name, MemoryLayout... arguments) {
    return new NativeFunctions(Linker.nativeLinker().defaultLookup())
        .find(name, JAVA_INT, arguments);
  }

  /// What the kernel says of the area that holds this memory (proc_pid_smaps(5), VmFlags).
  private static String flags(MemorySegment memory) throws IOException {
    return area(memory).orElseThrow(() -> new AssertionError("the memory lies nowhere"));
  }

  private static boolean lies(MemorySegment memory) throws IOException {
    return area(memory).isPresent();
  }

  private static Optional<String> area(MemorySegment memory) throws IOException {
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        String[] bounds = line.split("[- ]");
        inside =
            Long.compareUnsigned(memory.address(), Long.parseUnsignedLong(bounds[0], 16)) >= 0
                && Long.compareUnsigned(memory.address(), Long.parseUnsignedLong(bounds[1], 16))
                    < 0;
      } else if (inside && line.startsWith("VmFlags:")) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  @Test
  void doesWithoutTheSystemWhereItsCallsCannotBeReached() {
    var plain = new PlainMemory();
    MemorySegment memory = plain.reserve(100);
    memory.fill((byte) 1);
    assertEquals(100, memory.byteSize());
    assertFalse(plain.lock(memory));
    assertFalse(plain.closeProcess());
    plain.release(memory);
    MemorySegment small = plain.allocate(0);
    assertEquals(0, small.byteSize());
    plain.free(small);
    assertThrows(OutOfMemoryError.class, () -> plain.reserve(Long.MAX_VALUE / 2));
  }
}
