/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences by which a page introduces the text of another house. */

#include "config.h"

#include <string.h>

#include "import/brv-credit-notice.h"
#include "import/brv-html-page.h"
#include "import/brv-text-prose.h"

#define MAX_WORDS 60

/**
 * brv_credit_is_notice:
 * @text: a line above an article
 *
 * Returns: whether @text says of a text, in whatever words, that the page carries it by another's leave or
 *   for its own readers
 */
gboolean
brv_credit_is_notice (const char *text)
{
  static const char *const texts[] = {
    "article",  "story",   "piece",    "essay",   "text",       "report",    "column",   "letter",
    "artikel",  "beitrag", "bericht",  "artikl",  "enquête",    "récit",     "reporta",  "artículo",
    "crónica",  "ensayo",  "texto",    "artigo",  "ensaio",     "inchiesta", "articolo", "testo",
    "saggio",   "verhaal", "stuk",     "krönika", "berättelse", "kronik",    "artikk",   "tekst",
    "juttu",    "jutun",   "artykuł",  "esej",    "článek",     "článk",     "стать",    "текст",
    "материал", "статт",   "матеріал", "yazı",    "cikk",       "írás",      "άρθρο",    "文章",
    "本文",     "记事",    "記事",     "原稿",    "기사",       "글은",      "المقال",
  };
  static const char *const leaves[] = {
    "permission",
    "courtesy",
    "kindly",
    "kind leave",
    "with thanks",
    "republish",
    "reprint",
    "reproduc",
    "our readers",
    "exchange with",
    "by arrangement",
    "by agreement",
    "let us",
    "allowed us",
    "partner",
    "nachdruck",
    "genehmig",
    "gestattet",
    "übernommen",
    "übernehmen",
    "erlaubnis",
    "abdruck",
    "unseren leser",
    "unsere leser",
    "reproduis",
    "avec l'accord",
    "avec l’accord",
    "autoris",
    "aimable",
    "reprenons",
    "nos lecteurs",
    "cortesía",
    "permiso",
    "autoriza",
    "reproducimos",
    "recogemos",
    "nuestros lector",
    "cortesia",
    "autoriza",
    "reproduzimos",
    "nossos leitores",
    "riproducia",
    "concessione",
    "permesso",
    "per gentile",
    "nostri lettori",
    "toestemming",
    "overgenomen",
    "overnemen",
    "onze lezers",
    "tillstånd",
    "medgivande",
    "återger",
    "våra läsare",
    "tilladelse",
    "tillatelse",
    "gengiver",
    "gjengir",
    "våre lesere",
    "vores læsere",
    "luvalla",
    "lukijoillemme",
    "za zgodą",
    "przedruk",
    "uprzejmości",
    "naszym czytelnik",
    "se svolením",
    "se souhlasem",
    "přetisk",
    "našim čtenář",
    "с разрешения",
    "с согласия",
    "перепеч",
    "любезно",
    "нашим читател",
    "з дозволу",
    "за згодою",
    "передрук",
    "нашим читач",
    "izniyle",
    "okurlarımız",
    "engedély",
    "olvasóinknak",
    "με την άδεια",
    "授权",
    "授權",
    "转载",
    "轉載",
    "許可",
    "転載",
    "厚意",
    "허락",
    "전재",
    "بإذن",
    "leave to",
    "by leave",
    "we thank",
    "wir danken",
    "remercions",
    "agradecemos",
    "ringraziamo",
    "danken wij",
    "tackar",
    "takker",
    "dziękujemy",
    "děkujeme",
    "благодарим",
    "дякуємо",
  };
  g_autofree char *folded = NULL;

  if (brv_count_words (text, strlen (text)) > MAX_WORDS)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return brv_text_holds_any (folded, leaves, G_N_ELEMENTS (leaves)) &&
         brv_text_holds_any (folded, texts, G_N_ELEMENTS (texts));
}
