package io.plimsoll.protocol.schema;

import io.plimsoll.protocol.schema.FieldModel.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads the part of SBE's schema language that the schema uses. Anything else in it is an error,
 * never skipped: a field that the model did not see would be lost in the text form.
 */
final class SchemaReader {
  private static final String RESOURCE = "/io/plimsoll/protocol/plimsoll.xml";
  private static final Set<String> HEADERS = Set.of("messageHeader", "groupSizeEncoding");

  private final Map<String, EnumModel> enums = new LinkedHashMap<>();
  private final Map<String, ArrayType> arrays = new LinkedHashMap<>();
  private final List<MessageModel> messages = new ArrayList<>();

  private record ArrayType(Kind kind, Primitive primitive, int length) {}

  private SchemaReader() {}

  static SchemaModel read() {
    try (InputStream in = SchemaReader.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the schema is not on the class path: " + RESOURCE);
      }
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      return new SchemaReader().schema(factory.newDocumentBuilder().parse(in).getDocumentElement());
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the schema cannot be read: " + e.getMessage(), e);
    }
  }

  private SchemaModel schema(Element root) {
    for (Element child : children(root)) {
      switch (child.getTagName()) {
        case "types" -> children(child).forEach(this::type);
        case "sbe:message" -> messages.add(message(child));
        default -> throw unknown(child);
      }
    }
    return new SchemaModel(
        Integer.parseInt(root.getAttribute("id")),
        Integer.parseInt(root.getAttribute("version")),
        root.getAttribute("description"),
        List.copyOf(enums.values()),
        messages);
  }

  private void type(Element element) {
    String name = element.getAttribute("name");
    switch (element.getTagName()) {
      case "enum" -> enums.put(name, enumeration(element));
      case "type" -> arrays.put(name, array(element));
      case "composite" -> {
        if (!HEADERS.contains(name)) {
          throw unknown(element);
        }
      }
      default -> throw unknown(element);
    }
  }

  private static ArrayType array(Element element) {
    checkAttributes(element, "name", "primitiveType", "length", "characterEncoding", "description");
    int length = Integer.parseInt(element.getAttribute("length"));
    String primitive = element.getAttribute("primitiveType");
    return switch (primitive) {
      case "char" -> new ArrayType(Kind.SYMBOL, Primitive.UINT8, length);
      case "uint8" -> new ArrayType(Kind.BYTES, Primitive.UINT8, length);
      default -> throw unknown(element);
    };
  }

  private static EnumModel enumeration(Element element) {
    checkAttributes(element, "name", "encodingType", "description");
    List<EnumModel.Value> values = new ArrayList<>();
    for (Element value : children(element)) {
      checkAttributes(value, "name", "description");
      values.add(
          new EnumModel.Value(
              value.getAttribute("name"),
              Long.parseLong(value.getTextContent().strip()),
              value.getAttribute("description")));
    }
    return new EnumModel(
        element.getAttribute("name"),
        element.getAttribute("description"),
        Primitive.named(element.getAttribute("encodingType")),
        values);
  }

  private MessageModel message(Element element) {
    checkAttributes(element, "name", "id", "description");
    List<FieldModel> fields = fields(element);
    List<GroupModel> groups = new ArrayList<>();
    for (Element child : children(element)) {
      if (child.getTagName().equals("group")) {
        groups.add(group(child));
      }
    }
    return new MessageModel(
        element.getAttribute("name"),
        Integer.parseInt(element.getAttribute("id")),
        element.getAttribute("description"),
        fields,
        blockLength(fields),
        groups);
  }

  private GroupModel group(Element element) {
    checkAttributes(element, "name", "id", "dimensionType", "description");
    for (Element child : children(element)) {
      if (!child.getTagName().equals("field")) {
        throw unknown(child);
      }
    }
    List<FieldModel> fields = fields(element);
    return new GroupModel(
        element.getAttribute("name"),
        Integer.parseInt(element.getAttribute("id")),
        element.getAttribute("description"),
        fields,
        blockLength(fields));
  }

  private List<FieldModel> fields(Element block) {
    List<FieldModel> fields = new ArrayList<>();
    for (Element child : children(block)) {
      switch (child.getTagName()) {
        case "field" -> fields.add(field(child, blockLength(fields)));
        case "group" -> {
          // The caller's.
        }
        default -> throw unknown(child);
      }
    }
    return fields;
  }

  private FieldModel field(Element element, int offset) {
    checkAttributes(element, "name", "id", "type", "semanticType", "description");
    String type = element.getAttribute("type");
    EnumModel enumeration = enums.get(type);
    ArrayType array = arrays.get(type);
    Kind kind = enumeration != null ? Kind.ENUM : array != null ? array.kind() : Kind.INTEGER;
    Primitive primitive =
        enumeration != null
            ? enumeration.encoding()
            : array != null ? array.primitive() : Primitive.named(type);
    return new FieldModel(
        element.getAttribute("name"),
        Integer.parseInt(element.getAttribute("id")),
        kind,
        type,
        primitive,
        array != null ? array.length() : 1,
        offset,
        element.getAttribute("semanticType"),
        Optional.ofNullable(enumeration),
        element.getAttribute("description"));
  }

  private static int blockLength(List<FieldModel> fields) {
    return fields.stream().mapToInt(FieldModel::size).sum();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static void checkAttributes(Element element, String... known) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      String name = ((Attr) element.getAttributes().item(i)).getName();
      if (!List.of(known).contains(name)) {
        throw new IllegalStateException(
            "the model does not know the attribute " + name + " of " + element.getTagName());
      }
    }
  }

  private static IllegalStateException unknown(Element element) {
    return new IllegalStateException(
        "the model does not know " + element.getTagName() + " " + element.getAttribute("name"));
  }
}
