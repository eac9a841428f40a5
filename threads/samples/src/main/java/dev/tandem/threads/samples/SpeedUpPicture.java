package dev.tandem.threads.samples;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Amdahl's law as a picture: the predicted curve, its limit, and the points that were measured. */
final class SpeedUpPicture {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final int SHORTEST_CURVE = 16;

  private SpeedUpPicture() {}

  /**
   * Draws the picture; no display is needed.
   *
   * @param file the PNG file to write
   * @param serial the part of the job that cannot be shared
   * @param waiting the speed-up of a job that waits, for each number of workers
   * @param computing the speed-up of a job that computes, for the same numbers
   * @throws IOException if the file cannot be written
   */
  static void write(
      Path file,
      double serial,
      SortedMap<Integer, Double> waiting,
      SortedMap<Integer, Double> computing)
      throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    try (var png = Files.newOutputStream(file)) {
      ChartEncoder.saveChart(chart(serial, waiting, computing), png, "png");
    }
  }

  private static XYChart chart(
      double serial, SortedMap<Integer, Double> waiting, SortedMap<Integer, Double> computing) {
    var chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Amdahl's law, B = " + serial)
            .xAxisTitle("workers")
            .yAxisTitle("speed-up")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setYAxisMin(0.0);
    int last = Math.max(SHORTEST_CURVE, waiting.lastKey());
    addCurve(chart, serial, last);
    if (serial > 0) {
      addLimit(chart, serial, last);
    }
    addPoints(chart, "waiting", waiting, Color.GREEN.darker());
    addPoints(chart, "computing", computing, Color.RED);
    return chart;
  }

  private static void addCurve(XYChart chart, double serial, int last) {
    var workers = IntStream.rangeClosed(1, last).boxed().toList();
    var speedUps = workers.stream().map(j -> Amdahl.predictedSpeedUp(serial, j)).toList();
    var curve = chart.addSeries("predicted", workers, speedUps);
    curve.setMarker(SeriesMarkers.NONE);
    curve.setLineColor(Color.BLUE);
  }

  private static void addLimit(XYChart chart, double serial, int last) {
    var limit = chart.addSeries("limit 1/B", List.of(1, last), List.of(1 / serial, 1 / serial));
    limit.setMarker(SeriesMarkers.NONE);
    limit.setLineColor(Color.GRAY);
    limit.setLineStyle(SeriesLines.DASH_DASH);
  }

  private static void addPoints(
      XYChart chart, String name, SortedMap<Integer, Double> measured, Color colour) {
    var points =
        chart.addSeries(
            name, new ArrayList<>(measured.keySet()), new ArrayList<>(measured.values()));
    points.setLineStyle(SeriesLines.NONE);
    points.setMarker(SeriesMarkers.CIRCLE);
    points.setMarkerColor(colour);
  }
}
