package io.github.latchkey.desktop.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QrMaskTest {

  private static final int SIDE = 11;

  @Test
  void theMasksAreThoseOfTheStandard() {
    assertTrue(QrMask.inverts(0, 1, 1));
    assertFalse(QrMask.inverts(0, 1, 0));
    assertTrue(QrMask.inverts(1, 5, 2));
    assertTrue(QrMask.inverts(2, 3, 1));
    assertTrue(QrMask.inverts(3, 2, 1));
    assertTrue(QrMask.inverts(4, 3, 3));
    assertFalse(QrMask.inverts(4, 3, 1));
    assertTrue(QrMask.inverts(5, 2, 3));
    assertFalse(QrMask.inverts(5, 1, 1));
    assertTrue(QrMask.inverts(6, 1, 1));
    assertFalse(QrMask.inverts(7, 1, 1));
  }

  @Test
  void oneColourCostsMost() {
    int runs = 2 * SIDE * (3 + SIDE - 5);
    int blocks = 3 * (SIDE - 1) * (SIDE - 1);
    assertEquals(runs + blocks + 100, QrMask.penalty(new boolean[SIDE * SIDE], SIDE));
  }

  @Test
  void whatLooksLikeACornerCosts() {
    boolean[] chequered = new boolean[SIDE * SIDE];
    for (int i = 0; i < chequered.length; i++) {
      chequered[i] = (i % SIDE + i / SIDE) % 2 == 0;
    }
    assertEquals(0, QrMask.penalty(chequered, SIDE));
    boolean[] cornered = chequered.clone();
    for (int x = 0; x < SIDE; x++) {
      cornered[x] = (0b10111010000 >> SIDE - 1 - x & 1) == 1;
    }
    assertTrue(QrMask.penalty(cornered, SIDE) >= 40);
  }
}
