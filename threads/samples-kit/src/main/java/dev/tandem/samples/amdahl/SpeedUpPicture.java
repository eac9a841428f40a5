package dev.tandem.samples.amdahl;

import dev.tandem.samples.FreshFile;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Amdahl's law as a picture: the predicted curve, its limit, and the points that were measured. */
public final class SpeedUpPicture {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final int SHORTEST_CURVE = 16;

  private SpeedUpPicture() {}

  /**
   * Draws the picture; no display is needed.
   *
   * @param wanted what to call the PNG file, see {@link FreshFile}
   * @param law the law that predicts the curve
   * @param measured the points that were measured, by ascending numbers of workers
   * @return the file that was written
   * @throws IOException if it cannot be written
   */
  public static Path write(Path wanted, AmdahlsLaw law, List<SpeedUp> measured) throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    var png = new ByteArrayOutputStream();
    ChartEncoder.saveChart(chart(law, measured), png, "png");
    return FreshFile.write(wanted, png.toByteArray());
  }

  private static XYChart chart(AmdahlsLaw law, List<SpeedUp> measured) {
    var chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Amdahl's law, B = " + law.serial())
            .xAxisTitle("workers")
            .yAxisTitle("speed-up")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setYAxisMin(0.0);
    int last = Math.max(SHORTEST_CURVE, measured.get(measured.size() - 1).workers());
    addCurve(chart, law, last);
    if (law.hasLimit()) {
      addLimit(chart, law, last);
    }
    addPoints(chart, "waiting", measured, SpeedUp::waiting, Color.GREEN.darker());
    addPoints(chart, "computing", measured, SpeedUp::computing, Color.RED);
    return chart;
  }

  private static void addCurve(XYChart chart, AmdahlsLaw law, int last) {
    var workers = IntStream.rangeClosed(1, last).boxed().toList();
    var curve = chart.addSeries("predicted", workers, workers.stream().map(law::speedUp).toList());
    curve.setMarker(SeriesMarkers.NONE);
    curve.setLineColor(Color.BLUE);
  }

  private static void addLimit(XYChart chart, AmdahlsLaw law, int last) {
    var limits = List.of(law.limit(), law.limit());
    var limit = chart.addSeries("limit 1/B", List.of(1, last), limits);
    limit.setMarker(SeriesMarkers.NONE);
    limit.setLineColor(Color.GRAY);
    limit.setLineStyle(SeriesLines.DASH_DASH);
  }

  private static void addPoints(
      XYChart chart,
      String name,
      List<SpeedUp> measured,
      Function<SpeedUp, Double> speedUp,
      Color colour) {
    var points =
        chart.addSeries(
            name,
            measured.stream().map(SpeedUp::workers).toList(),
            measured.stream().map(speedUp).toList());
    points.setLineStyle(SeriesLines.NONE);
    points.setMarker(SeriesMarkers.CIRCLE);
    points.setMarkerColor(colour);
  }
}
