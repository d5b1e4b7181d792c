/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-furniture-part.h"

typedef struct
{
  const char *text;
  BrvFurniturePlace place;
  gboolean has_address;
} Row;

#define ABOVE BRV_FURNITURE_PLACE_ABOVE
#define FIRST BRV_FURNITURE_PLACE_FIRST
#define LAST  BRV_FURNITURE_PLACE_LAST
#define NEAR  BRV_FURNITURE_PLACE_NEAR_END
#define BELOW BRV_FURNITURE_PLACE_BELOW

static void
test_says (void)
{
  static const Row rows[] = {
    { "We print an abridged version of the essay.", ABOVE, FALSE },
    { "What follows is taken from chapter two, in an extract from her new book.", ABOVE, FALSE },
    { "We give the first third of a long report; the remainder is on its site.", FIRST, FALSE },
    { "A longer version of this essay is in The Quay.", BELOW, FALSE },
    { "(The second half of the article is on the site of The Quay.)", LAST, FALSE },
    { "The remainder of the report is at https://quay.example/tides", BELOW, TRUE },
    { "This is roughly half of the piece; the rest can be read at The Quay.", LAST, FALSE },
    { "Shortened for these pages. The complete paper: https://quay.example/tides", NEAR, TRUE },
    { "Wir drucken einen gekürzten Text.", ABOVE, FALSE },
    { "Den vollständigen Bericht finden Sie unter https://kai.example/flut", BELOW, TRUE },
    { "Wie es weitergeht, lesen Sie in der Fortsetzung beim Kai.", BELOW, FALSE },
    { "Nous publions ici un extrait de l’enquête.", ABOVE, FALSE },
    { "Le reste de l’article se lit sur le site du Quai.", BELOW, FALSE },
    { "El informe completo puede leerse en https://muelle.example/marea", BELOW, TRUE },
    { "El resto del artículo está en la página del Muelle.", BELOW, FALSE },
    { "A reportagem continua no sítio do Cais: https://cais.example/mare", BELOW, TRUE },
    { "Il seguito dell’articolo si legge sul Molo.", BELOW, FALSE },
    { "Het vervolg van dit verhaal staat bij De Kade.", BELOW, FALSE },
    { "Resten av artikeln finns att läsa hos Kajen.", BELOW, FALSE },
    { "Dette er et utdrag av en lengre artikkel.", BELOW, FALSE },
    { "Resten af artiklen kan læses hos Kajen.", BELOW, FALSE },
    { "Jutun loput voi lukea Laiturista.", BELOW, FALSE },
    { "Dalszy ciąg artykułu na stronie Nabrzeża.", BELOW, FALSE },
    { "Pokračování článku najdete na stránkách Nábřeží.", BELOW, FALSE },
    { "Продолжение статьи читайте на сайте «Причала».", BELOW, FALSE },
    { "Решту статті читайте на сайті «Причалу».", BELOW, FALSE },
    { "Yazının devamı Rıhtım dergisinin sitesinde okunabilir.", BELOW, FALSE },
    { "A cikk folytatása a Rakpart oldalán olvasható.", BELOW, FALSE },
    { "本文为节选，余下部分请到《码头》网站阅读。", BELOW, FALSE },
    { "記事の続きは「埠頭」のサイトでお読みください。", BELOW, FALSE },
    { "기사의 나머지는 부두 누리집에서 읽을 수 있다.", BELOW, FALSE },
    { "بقية المقال على موقع الرصيف.", BELOW, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_true (brv_furniture_says_part (rows[i].text, rows[i].place, rows[i].has_address));
    }
}

static void
test_says_not (void)
{
  static const Row rows[] = {
    { "This article may be republished in full: https://quay.example/terms", BELOW, TRUE },
    { "Extracts of this text may be quoted with permission.", BELOW, FALSE },
    { "The full list of our letters is at https://quay.example/letters", BELOW, TRUE },
    { "Le texte intégral est reproduit ici avec l’accord du Quai.", BELOW, TRUE },
    { "Keep reading", BELOW, FALSE },
    { "The rest of the fleet stayed in the harbour until the storm had passed.", BELOW, FALSE },
    { "The committee will publish its full report in the spring.", LAST, FALSE },
    { "The first ships came in spring, and the rest of the fleet in May.", FIRST, FALSE },
    { "The harbour remains closed for the rest of the year.", LAST, FALSE },
    { "Der vollständige Bericht soll im Frühjahr erscheinen.", LAST, FALSE },
    { "The report speaks of the rest of the coast.", ABOVE, FALSE },
    { "Nachdruck, auch auszugsweise, nur mit Genehmigung.", BELOW, FALSE },
    { "未经授权不得转载全文或节选。", BELOW, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_false (brv_furniture_says_part (rows[i].text, rows[i].place, rows[i].has_address));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/furniture-part/says", test_says);
  g_test_add_func ("/import/furniture-part/says-not", test_says_not);
  return g_test_run ();
}
