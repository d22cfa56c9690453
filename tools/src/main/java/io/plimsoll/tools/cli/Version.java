package io.plimsoll.tools.cli;

import picocli.CommandLine;

/** The version of this build. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "plimsoll " + (version == null ? "(from classes)" : version);
  }
}
