package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CapturedOutputTest {
  @Test
  void keepsWholeLinesAndTellsOfEachBeforeThePrinterGoesOn() {
    var heard = new ArrayList<String>();
    try (var output = CapturedOutput.start(heard::add)) {
      System.out.print("hel");
      assertEquals(List.of(), heard);
      System.out.printf("lo%nyou%n");
      assertEquals(List.of("hello", "you"), heard);
      assertEquals(heard, output.lines());
    }
  }

  @Test
  void figuresAreTheSameInEveryCountry() {
    var before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
    try (var output = CapturedOutput.start()) {
      System.out.printf("%.2f%n", 0.5);
      assertEquals(List.of("0.50"), output.lines());
    } finally {
      assertEquals(Locale.GERMANY, Locale.getDefault(Locale.Category.FORMAT));
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  @Test
  void oneMayStandInsideAnother() {
    var before = System.out;
    try (var outer = CapturedOutput.start()) {
      try (var inner = CapturedOutput.start()) {
        System.out.println("in");
        assertEquals(List.of("in"), inner.lines());
      }
      System.out.println("out");
      assertEquals(List.of("out"), outer.lines());
    }
    assertSame(before, System.out);
  }

  @Test
  void theWrongOrderIsRefused() {
    var outer = CapturedOutput.start();
    var inner = CapturedOutput.start();
    assertThrows(IllegalStateException.class, outer::close);
    inner.close();
    outer.close();
  }
}
