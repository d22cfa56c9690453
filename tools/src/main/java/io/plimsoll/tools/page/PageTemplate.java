package io.plimsoll.tools.page;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/**
 * A kind of page: one HTML file with its style, its charts' program and its numbers in it. It asks
 * the network for nothing, and its own policy forbids it to.
 */
public final class PageTemplate {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
  private static final String UPLOT_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private final Template template;
  private final Map<String, Object> parts = new LinkedHashMap<>();

  /**
   * Reads the template, the style and the programs that go into every page of the kind.
   *
   * @param name of the kind: its template is name.ftlh, its program name.js
   */
  public PageTemplate(String name) {
    try {
      template = template(name + ".ftlh");
      parts.put("style", own("report.css"));
      parts.put("script", own("charts.js") + own(name + ".js"));
      String uplot = UPLOT + uplotVersion();
      parts.put("uplotStyle", resource(uplot + "/dist/uPlot.min.css"));
      parts.put("uplotScript", resource(uplot + "/dist/uPlot.iife.min.js"));
      parts.put("uplotLicence", resource(uplot + "/LICENSE"));
    } catch (IOException e) {
      throw new IllegalStateException("a part of the page cannot be read from the program", e);
    }
  }

  /**
   * Writes a page.
   *
   * @param view what the template fills in, as {@code page}
   * @param out where to
   */
  public void write(Object view, Writer out) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>(parts);
    model.put("page", view);
    try {
      template.process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("the page's template is at fault", e);
    }
  }

  private static Template template(String file) throws IOException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(PageTemplate.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNumberFormat("computer");
    return configuration.getTemplate(file);
  }

  private static String own(String name) throws IOException {
    return resource("/io/plimsoll/tools/page/" + name);
  }

  private static String uplotVersion() throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(UPLOT_VERSION)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not in this program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
