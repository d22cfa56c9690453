package io.plimsoll.tools.page;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.report.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/**
 * The page: one HTML file with its style, its charts' program and the numbers in it. It asks the
 * network for nothing, and its own policy forbids it to.
 */
final class ReportPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
  private static final String UPLOT_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private final Template template;
  private final Map<String, Object> parts = new LinkedHashMap<>();

  /** Reads the template, the style and the programs that go into every page. */
  ReportPage() {
    try {
      template = template();
      parts.put("style", own("report.css"));
      parts.put("script", own("report.js"));
      String uplot = UPLOT + uplotVersion();
      parts.put("uplotStyle", resource(uplot + "/dist/uPlot.min.css"));
      parts.put("uplotScript", resource(uplot + "/dist/uPlot.iife.min.js"));
      parts.put("uplotLicence", resource(uplot + "/LICENSE"));
    } catch (IOException e) {
      throw new IllegalStateException("a part of the page cannot be read from the program", e);
    }
  }

  /** Writes the page. */
  void write(PageView view, Writer out) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>(parts);
    model.put("page", view);
    try {
      template.process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("the page's template is at fault", e);
    }
  }

  /**
   * What the template fills in.
   *
   * @param numbers finished
   * @param source of what the numbers do not say
   * @param json {@code numbers.json}
   */
  static PageView view(JournalNumbers numbers, ReportSource source, String json) {
    Overview overview = new Overview(numbers, source.notes());
    List<InstrumentView> instruments = new ArrayList<>();
    for (var instrument : numbers.instruments()) {
      instruments.add(InstrumentView.of(instruments.size(), instrument));
    }
    List<AssetView> assets = new ArrayList<>();
    for (var asset : numbers.assets()) {
      assets.add(AssetView.of(assets.size(), asset, numbers));
    }
    Map<String, String> run = new LinkedHashMap<>();
    run.put("from", Text.time(numbers.began()) + " UTC");
    run.put("to", Text.time(numbers.ended()) + " UTC");
    run.put("commands", Text.count(numbers.commands()));
    run.put("events", Text.count(numbers.events()));
    run.put("rejected commands", Text.count(numbers.rejected()));
    run.put("digest of the state", numbers.digest());
    return new PageView(
        overview.title(),
        overview.lede(),
        overview.tiles(),
        instruments,
        assets,
        source.notes(),
        run,
        source.journal(),
        source.command(),
        source.latency(),
        source.ending(),
        json);
  }

  private static Template template() throws IOException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(ReportPage.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNumberFormat("computer");
    return configuration.getTemplate("report.ftlh");
  }

  private static String own(String name) throws IOException {
    return resource("/io/plimsoll/tools/page/" + name);
  }

  private static String uplotVersion() throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(UPLOT_VERSION)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not in this program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
