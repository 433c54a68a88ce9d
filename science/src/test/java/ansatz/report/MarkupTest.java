package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void escapes_what_means_something() {
        assertThat(Markup.escape("<a href=\"x\" b='y'>&amp;</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    }

    @Test
    void every_character_survives_or_is_replaced() {
        var all = new StringBuilder("<all>");
        var texts = new ArrayList<String>();
        for (int c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 97) {
            String text = "x" + new String(Character.toChars(c)) + "y";
            texts.add(text);
            all.append("<p>").append(Markup.escape(text)).append("</p>");
        }
        var parsed = WellFormed.parse(all.append("</all>").toString()).getDocumentElement();
        int i = 0;
        for (var p = parsed.getFirstChild(); p != null; p = p.getNextSibling()) {
            String text = texts.get(i++);
            String found = p.getTextContent();
            if (!found.equals(text) && !found.equals("x\ufffdy")) {
                fail("%s became %s", text.codePoints().boxed().toList(), found);
            }
        }
        assertThat(i).isEqualTo(texts.size());
        assertThat(Markup.escape("\ud800")).isEqualTo("\ufffd");
        assertThat(Markup.escape("\u0000\u001b[31m\ufffe")).isEqualTo("\ufffd\ufffd[31m\ufffd");
        assertThat(Markup.escape("\u03c4 \ud83d\ude00\n")).isEqualTo("\u03c4 \ud83d\ude00\n");
    }

    @Test
    void coordinates_are_short() {
        assertThat(Markup.pixel(12)).isEqualTo("12");
        assertThat(Markup.pixel(-0.01)).isEqualTo("0");
        assertThat(Markup.pixel(1.26)).isEqualTo("1.3");
    }
}
