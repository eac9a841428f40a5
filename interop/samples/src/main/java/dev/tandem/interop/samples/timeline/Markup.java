package dev.tandem.interop.samples.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An element of a picture or page: the JDK's own XML tree, so that every text is escaped. */
final class Markup {
  static final String SVG = "http://www.w3.org/2000/svg";

  private final Element element;

  private Markup(Element element) {
    this.element = element;
  }

  /** The root of a new document. */
  static Markup root(String namespace, String name) {
    try {
      var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
      var root = document.createElementNS(namespace, name);
      document.appendChild(root);
      return new Markup(root);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK makes no XML documents", e);
    }
  }

  /** Adds an element of the same kind, and gives that. */
  Markup add(String name) {
    return add(element.getNamespaceURI(), name);
  }

  /** Adds an element of another kind, and gives that. */
  Markup add(String namespace, String name) {
    var child = document().createElementNS(namespace, name);
    element.appendChild(child);
    return new Markup(child);
  }

  private Document document() {
    return element.getOwnerDocument();
  }

  Markup with(String attribute, String value) {
    element.setAttribute(attribute, Words.valid(value));
    return this;
  }

  /** As {@link #with(String, String)}, to two decimals. */
  Markup with(String attribute, double value) {
    var text = String.format(Locale.ROOT, "%.2f", value).replaceFirst("[.]?0+$", "");
    return with(attribute, text.equals("-0") ? "0" : text);
  }

  Markup text(String text) {
    element.appendChild(document().createTextNode(Words.valid(text)));
    return this;
  }

  /** Writes the document as XML. */
  void writeXml(OutputStream out) throws IOException {
    write(out, "xml");
  }

  /** Writes the document as HTML: scripts and styles as they are, no element closing itself. */
  void writeHtml(OutputStream out) throws IOException {
    out.write("<!DOCTYPE html>\n".getBytes(StandardCharsets.US_ASCII));
    write(out, "html");
  }

  private void write(OutputStream out, String method) throws IOException {
    try {
      var transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.METHOD, method);
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      transformer.setOutputProperty(OutputKeys.INDENT, "no");
      transformer.transform(new DOMSource(document()), new StreamResult(out));
    } catch (TransformerException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }
}
