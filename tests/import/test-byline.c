/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-byline-office.h"
#include "import/brv-byline.h"

static const struct
{
  const char *line;
  const char *names; /* parted by |; NULL: no byline */
} rows[] = {
  { "By Ada Holm", "Ada Holm" },
  { "BY ADA HOLM AND BO EK", "ADA HOLM|BO EK" },
  { "By Ada Holm and Bo Ek", "Ada Holm|Bo Ek" },
  { "By Ada Holm, Bo Ek & Ida van der Berg", "Ada Holm|Bo Ek|Ida van der Berg" },
  { "By Ada Holm, Senior Fellow for harbours", "Ada Holm" },
  { "By Ada Holm | 12 March 2024", "Ada Holm" },
  { "Von Ada Holm und Bo Ek", "Ada Holm|Bo Ek" },
  { "Par Ada Holm", "Ada Holm" },
  { "Por Ada Holm y Bo Ek", "Ada Holm|Bo Ek" },
  { "Автор: Ада Хольм", "Ада Хольм" },
  { "by by ADA HOLM, BO EK and IDA BERG", "ADA HOLM|BO EK|IDA BERG" },
  { "By Ada Holm 12 March 2024", "Ada Holm" },
  { "By: Ada Holm, PhD, and Bo Ek", "Ada Holm|Bo Ek" },
  { "Written by Ada Holm in Harbours on 1 June 2019", "Ada Holm" },
  { "12 January 2017 at 6:08 PM by Ada Holm", "Ada Holm" },
  { "Autorin/Autor Ada Holm", "Ada Holm" },
  { "Verfasst von Ada Holm", "Ada Holm" },
  { "Door Ada van den Berg", "Ada van den Berg" },
  { "Av Ada Holm och Bo Ek", "Ada Holm|Bo Ek" },
  { "文：山田太郎", "山田太郎" },
  { "作者：王小明", "王小明" },
  { "By Ada Holm Staff Writer", "Ada Holm" },
  { "By ADA HOLM Associated Quay", "ADA HOLM" },
  { "By ADA HOLM McKAY", "ADA HOLM McKAY" },
  { "di Ada Holm e Bo Ek*", "Ada Holm|Bo Ek" },
  { "Por Ada Holm, da Agência do Cais", "Ada Holm" },
  { "Propos recueillis par Ada Holm", "Ada Holm" },
  { "Guest post by Ada Holm", "Ada Holm" },
  { "By the harbour", NULL },
  { "By Monday, the quay was closed", NULL },
  { "Von hier aus sieht man den Hafen", NULL },
  { "Ada Holm", NULL },
  { "", NULL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = brv_byline_find (rows[i].line);
      g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

      g_test_message ("%s", rows[i].line);
      g_assert_cmpstr (joined, ==, rows[i].names);
    }
}

static const struct
{
  const char *pieces; /* parted by | */
  BrvBylineKind kind;
  const char *names; /* parted by |; NULL: none */
} piece_rows[] = {
  { "By|Ada Holm|Staff Writer", BRV_BYLINE_LABELLED, "Ada Holm" },
  { "By|by ADA HOLM, BO EK and IDA BERG", BRV_BYLINE_LABELLED, "ADA HOLM|BO EK|IDA BERG" },
  { "Written by|Ada Holm|in|Harbours|on 1 June 2019", BRV_BYLINE_LABELLED, "Ada Holm" },
  { "Ada Holm|and|Bo Ek", BRV_BYLINE_MARKED, "Ada Holm|Bo Ek" },
  { "Ada Holm|,|Bo Ek|,|12 March 2024", BRV_BYLINE_MARKED, "Ada Holm|Bo Ek" },
  { "12 March 2024|Ada Holm", BRV_BYLINE_MARKED, "Ada Holm" },
  { "Edited by|Bo Ek|Written by|Ada Holm", BRV_BYLINE_LABELLED, "Ada Holm" },
  { "Written by|Ada Holm|Reviewed by|Bo Ek", BRV_BYLINE_LABELLED, "Ada Holm" },
  { "Ada Holm|and|Bo Ek", BRV_BYLINE_LABELLED, NULL },
  { "You may also like|Harbours of the North|by Ada Holm", BRV_BYLINE_LABELLED, NULL },
  { "Share|Print", BRV_BYLINE_MARKED, NULL },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (piece_rows); i++)
    {
      g_auto (GStrv) pieces = g_strsplit (piece_rows[i].pieces, "|", -1);
      g_auto (GStrv) names = brv_byline_read ((const char *const *)pieces, piece_rows[i].kind);
      g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

      g_test_message ("%s", piece_rows[i].pieces);
      g_assert_cmpstr (joined, ==, piece_rows[i].names);
    }
}

static void
test_label (void)
{
  g_assert_true (brv_byline_is_label ("Written By:"));
  g_assert_true (brv_byline_is_label ("Von"));
  g_assert_false (brv_byline_is_label ("By the sea"));
  g_assert_true (brv_byline_has_plain_label ("Écrit par Ada Holm"));
  g_assert_false (brv_byline_has_plain_label ("By Ada Holm"));
}

static const struct
{
  const char *line;
  const char *names; /* parted by |; NULL: none */
  const char *office;
} office_rows[] = {
  { "Ada Holm, Senior Fellow, Quay Institute", "Ada Holm", "Senior Fellow, Quay Institute" },
  { "Ada Holm and Bo Ek, Institute for Quays", "Ada Holm|Bo Ek", "Institute for Quays" },
  { "Ada Holm, Nabrzeże Polskie przy Odrze", "Ada Holm", "Nabrzeże Polskie przy Odrze" },
  { "Ada Holm (Quay University) and Bo Ek (Dock College)", "Ada Holm|Bo Ek",
    "Quay University) and Bo Ek (Dock College)" },
  { "Ada Holm, Lecturer in Law, and Bo Ek, Professor of Art", "Ada Holm|Bo Ek",
    "Lecturer in Law, and Bo Ek, Professor of Art" },
  { "Ada Holm – économiste au port", "Ada Holm", "économiste au port" },
  { "山田 太郎（流域研究所 主任研究員）", "山田 太郎", "流域研究所 主任研究員）" },
  { "Ada Holm Pressestelle", "Ada Holm", "Pressestelle" },
  { "Ada Holm", NULL, NULL },
  { "The quay, the dock and the pier", NULL, NULL },
  { "Quay Institute, Harbour Street 4", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_office (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (office_rows); i++)
    {
      const char *office = NULL;
      g_auto (GStrv) names = brv_byline_split_office (office_rows[i].line, &office);
      g_autofree char *joined = names != NULL ? g_strjoinv ("|", names) : NULL;

      g_test_message ("%s", office_rows[i].line);
      g_assert_cmpstr (joined, ==, office_rows[i].names);
      if (names != NULL)
        g_assert_cmpstr (office, ==, office_rows[i].office);
    }
}

static void
test_house (void)
{
  static const struct
  {
    const char *line;
    const char *house; /* NULL: none */
  } houses[] = {
    { "By Quay News Agency", "Quay News Agency" },
    { "Von Institut für Hafenkunde | 3. Mai 2024", "Institut für Hafenkunde" },
    { "Par Agence du Quai", "Agence du Quai" },
    { "By Quay News Agency 3 May 2024", "Quay News Agency" },
    { "Автор: Пресс-служба порта", "Пресс-служба порта" },
    { "Written by: Quay Institute for the study of piers",
      "Quay Institute for the study of piers" },
    { "By Ada Holm", NULL },
    { "By ADA HOLM Associated Press", NULL },
    { "By Ada Holm for Quay News", NULL },
    { "By the press of the crowd", NULL },
    { "Quay News Agency", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (houses); i++)
    {
      g_autofree char *house = brv_byline_find_house (houses[i].line);

      g_test_message ("%s", houses[i].line);
      g_assert_cmpstr (house, ==, houses[i].house);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/byline/find", test_find);
  g_test_add_func ("/import/byline/read", test_read);
  g_test_add_func ("/import/byline/label", test_label);
  g_test_add_func ("/import/byline/office", test_office);
  g_test_add_func ("/import/byline/house", test_house);
  return g_test_run ();
}
