/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-credit-label.h"
#include "import/brv-credit.h"

static const struct
{
  const char *line;
  const char *name; /* NULL: none */
} rows[] = {
  { "This article was first published by The Quay Institute.", "The Quay Institute" },
  { "This story originally appeared in Harbour Notes and is republished here with permission.",
    "Harbour Notes" },
  { "Republished from The Quay under a free licence.", "The Quay" },
  { "Originally published at Harbour Notes on 12 March 2024.", "Harbour Notes" },
  { "Dieser Beitrag erschien zuerst bei Institut am Kai.", "Institut am Kai" },
  { "Zuerst erschienen in: Hafenblatt", "Hafenblatt" },
  { "Cet article a été initialement publié par Observatoire du Quai.", "Observatoire du Quai" },
  { "Publicado originalmente en Puerto Hoy.", "Puerto Hoy" },
  { "Pubblicato originariamente su Molo Vecchio, con il titolo", "Molo Vecchio" },
  { "Publicado originalmente por Cais Aberto", "Cais Aberto" },
  { "Oorspronkelijk gepubliceerd door De Kade.", "De Kade" },
  { "Ursprungligen publicerad i Hamnbladet", "Hamnbladet" },
  { "Artykuł ukazał się pierwotnie w Przegląd Portowy.", "Przegląd Portowy" },
  { "Впервые опубликовано на сайте Портовый вестник", "Портовый вестник" },
  { "转载自：码头研究所", "码头研究所" },
  { "This piece originally appeared on The Strait Review and is reposted here.",
    "The Strait Review" },
  { "Dieser Text ist zuerst in der Küstenrundschau erschienen.", "Küstenrundschau" },
  { "Dit artikel is eerder in Het Kadeblad verschenen.", "Het Kadeblad" },
  { "Cet article a paru d’abord dans Cahiers du Quai, que nous remercions.", "Cahiers du Quai" },
  { "Este texto apareció por primera vez en Revista de la Costa y se reproduce con su permiso.",
    "Revista de la Costa" },
  { "Questo testo è uscito per la prima volta su Rivista del Molo.", "Rivista del Molo" },
  { "Dieser Beitrag wurde mit freundlicher Genehmigung der Kaiblätter übernommen: "
    "https://kai.example/a",
    "Kaiblätter" },
  { "Ce billet a d'abord paru sur le blog Le Toit : https://toit.example/a", "Le Toit" },
  { "Cet article est repris du site Côtes & Quais, où il a paru le 2 mai 2024.", "Côtes & Quais" },
  { "Dieser Text erschien zunächst in der Zeitschrift „Watt & Weite“ (Heft 2/2024).",
    "Watt & Weite" },
  { "Bu yazı ilk olarak Taş ve Su Dergisi'nde yayımlanmıştır.", "Taş ve Su Dergisi" },
  { "نشر هذا المقال أولاً في مجلة الرصيف", "مجلة الرصيف" },
  { "この記事は流域研究所のウェブサイトに掲載されたものを、許可を得て転載したものです。",
    "流域研究所" },
  { "この記事は流域研究所のご厚意により転載しています。", "流域研究所" },
  { "이 글은 부두연구소에 처음 실렸습니다.", "부두연구소" },
  { "Read the original article on The Quay Monitor.", "The Quay Monitor" },
  { "This article originally appeared on Quay Gazette: A century of tides behind a false wall",
    "Quay Gazette" },
  { "Матеріал уперше опубліковано у виданні «Портовий вісник». Оригінал: https://port.example/a",
    "Портовий вісник" },
  { "This article is republished from Quay Gazette under a free licence. Read the original article "
    "at "
    "https://gazette.example/a",
    "Quay Gazette" },
  { "This post first appeared on her blog, Quayside Notes.", "Quayside Notes" },
  { "He read the original article in the archive of The Quay.", NULL },
  { "The first results of the survey were published in the spring.", NULL },
  { "First published on 12 March 2024", NULL },
  { "First published: March 2024", NULL },
  { "The piers were first published in a drawing of the town", NULL },
  { "Nothing of it", NULL },
  { "", NULL },
};

static void
test_originator (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = brv_credit_find_originator (rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_is_note (void)
{
  g_assert_true (brv_credit_is_note ("Editor's note: This essay was first published in The Quay."));
  g_assert_true (brv_credit_is_note ("Originally published at Harbour Notes"));
  g_assert_false (brv_credit_is_note ("Of the survey the results were first published in 2019."));
}

static void
test_label (void)
{
  static const struct
  {
    const char *line;
    const char *name;
  } labelled[] = {
    { "Fonte: Agenzia Lagunare", "Agenzia Lagunare" },
    { "Organisation: Inland Waters Agency", "Inland Waters Agency" },
    { "出典：流域研究所", "流域研究所" },
    { "Source: https://quay.example", NULL },
    { "Source: 12 March 2024", NULL },
    { "Source: the tide tables", NULL },
    { "Issued by the Inland Waters Agency on 3 May 2024", "Inland Waters Agency" },
    { "Partner content from Quay Review", "Quay Review" },
    { "Pressemitteilung der Hafenbehörde Nord, 3. Mai 2024", "Hafenbehörde Nord" },
    { "Communiqué du Conseil des Quais", "Conseil des Quais" },
    { "En partenariat avec l’Observatoire du quai. Nous en publions un chapitre.",
      "Observatoire du quai" },
    { "In samenwerking met Stichting De Kade", "Stichting De Kade" },
    { "Quelle: Hafenamt Nord, Pressemitteilung vom 3.5.2024", "Hafenamt Nord" },
    { "（本文来源：码头日报）", "码头日报" },
    { "来源：码头研究所 作者：王小明", "码头研究所" },
    { "Issued by the Agency after the storm.", NULL },
    { "Photo: Ada Holm", NULL },
    { "Source", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labelled); i++)
    {
      g_autofree char *name = brv_credit_label_find (labelled[i].line);

      g_test_message ("%s", labelled[i].line);
      g_assert_cmpstr (name, ==, labelled[i].name);
    }
}

static void
test_label_above (void)
{
  g_autofree char *name = brv_credit_label_find_below ("Source", "Dry Lands Cooperative");
  g_autofree char *day = brv_credit_label_find_below ("Source", "24 Mar 2025");
  g_autofree char *other = brv_credit_label_find_below ("Language", "English");

  g_assert_cmpstr (name, ==, "Dry Lands Cooperative");
  g_assert_null (day);
  g_assert_null (other);
}

static void
test_is_credit (void)
{
  g_assert_true (brv_credit_is_credit ("Zuerst erschienen bei"));
  g_assert_false (brv_credit_is_credit ("The quay was closed"));
}

static void
test_pointed (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } notes[] = {
    { "This essay appeared in Harbour Notes.", "Harbour Notes" },
    { "Artykuł ukazał się w „Nabrzeże” nr 3/2025.", "Nabrzeże" },
    { "An essay that appeared in Harbour Notes said so.", NULL },
    { "This quay was published as a drawing.", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *name = brv_credit_find_pointed (notes[i].text);

      g_test_message ("%s", notes[i].text);
      g_assert_cmpstr (name, ==, notes[i].name);
    }
}

static void
test_day (void)
{
  static const struct
  {
    const char *text;
    const char *day;
  } days[] = {
    { "This essay appeared on 3 May 2024 in Harbour Notes.", "2024-05-03" },
    { "Two engineers measure the quay. Dit artikel verscheen op 3 mei 2024 in De Kade.",
      "2024-05-03" },
    { "The survey of the quay was published on 3 May 2024.", NULL },
    { "This essay is about the quay. The survey was published on 3 May 2024.", NULL },
    { "This week’s survey, published on 3 May 2024, names the quay.", NULL },
    { "This essay appeared in Harbour Notes.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = brv_credit_dup_day (days[i].text);

      g_test_message ("%s", days[i].text);
      g_assert_cmpstr (day, ==, days[i].day);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/credit/originator", test_originator);
  g_test_add_func ("/import/credit/is-credit", test_is_credit);
  g_test_add_func ("/import/credit/is-note", test_is_note);
  g_test_add_func ("/import/credit/pointed", test_pointed);
  g_test_add_func ("/import/credit/day", test_day);
  g_test_add_func ("/import/credit/label", test_label);
  g_test_add_func ("/import/credit/label-above", test_label_above);
  return g_test_run ();
}
