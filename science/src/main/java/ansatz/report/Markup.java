package ansatz.report;

/// Text that is well-formed XML whatever is put into it: every string passes through [#text] or an attribute.
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /// Markup written by this package, as it stands; never for anything that comes from a file.
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /// Any text, escaped.
    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /// An element with nothing but text in it.
    Markup element(String name, String text) {
        return open(name).text(text).close(name);
    }

    /// A start tag; attributes come as name, value, name, value.
    Markup open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        return this;
    }

    /// An element without content.
    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
        return this;
    }

    Markup close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
    }

    /// A coordinate in pixels, to a tenth.
    static String pixel(double x) {
        long tenths = Math.round(10 * x);
        String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
        long tenth = Math.abs(tenths) % 10;
        return tenth == 0 ? whole : whole + "." + tenth;
    }

    /// Escapes what means something in XML, and replaces what XML forbids (control characters, halves of surrogate
    /// pairs).
    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.appendCodePoint(c);
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20
                && c != 0x7f
                && !(c >= 0x80 && c < 0xa0)
                && !(c >= 0xd800 && c < 0xe000)
                && (c & 0xfffe) != 0xfffe;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
