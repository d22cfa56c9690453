package io.plimsoll.tools.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Writer;

/** JSON that can stand inside a script element as it is; its decimals are written in full. */
public final class ScriptJson {
  private ScriptJson() {}

  /** A generator of such a text. */
  public static JsonGenerator generator(Writer out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    factory.setCharacterEscapes(new NoTags());
    return factory.createGenerator(out);
  }

  /** A less-than sign in a note must not end the script element that holds the text. */
  private static final class NoTags extends CharacterEscapes {
    private final int[] ascii = standardAsciiEscapesForJSON();

    private NoTags() {
      ascii['<'] = CharacterEscapes.ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return new SerializedString(String.format("\\u%04x", character));
    }
  }
}
