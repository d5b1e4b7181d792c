/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-date.h"

static const struct
{
  const char *text;
  const char *date; /* NULL: none */
} rows[] = {
  { "2024-03-12", "2024-03-12" },
  { "2024-03-12T23:30:00+02:00", "2024-03-12" },
  { "2024-03-12 01:00:00Z", "2024-03-12" },
  { "20240312", "2024-03-12" },
  { "2024", "2024" },
  { "2024-03", "2024-03" },
  { "Tue, 12 Mar 2024 23:30:00 GMT", "2024-03-12" },
  { "Published: March 12, 2024 at 9:00", "2024-03-12" },
  { "12th of March 2024", "2024-03-12" },
  { "Mar. 2, 2024", "2024-03-02" },
  { "March 2024", "2024-03" },
  { "June 29, 2020", "2020-06-29" },
  { "May 2024", "2024-05" },
  { "12. März 2024", "2024-03-12" },
  { "12 mars 2024", "2024-03-12" },
  { "1er août 2024", "2024-08-01" },
  { "12 de marzo de 2024", "2024-03-12" },
  { "12 марта 2024 г.", "2024-03-12" },
  { "21 października 2024", "2024-10-21" },
  { "5 листопада 2024", "2024-11-05" },
  { "12 marca 2024", "2024-03-12" },
  { "2024年3月12日", "2024-03-12" },
  { "12.03.2024", "2024-03-12" },
  { "12. 3. 2024", "2024-03-12" },
  { "12.III.2024", "2024-03-12" },
  { "3 XI 2026 r.", "2026-11-03" },
  { "23/03/2024", "2024-03-23" },
  { "03/23/2024", "2024-03-23" },
  { "1710201600", "2024-03-12" },
  { "1710201600000", "2024-03-12" },
  /* read in two ways */
  { "03/04/2024", NULL },
  /* none at all */
  { "2024-13-45", NULL },
  { "31 February 2024", NULL },
  { "Market 2024", NULL },
  { "Room 12, 2024 seats", NULL },
  { "yesterday", NULL },
  { "Maria 2024", NULL },
  { "Check it out 2024", NULL },
  { "Set 12, 2024", NULL },
  { "12 i 2024", NULL },
  { "2026. 31. november", NULL },
  { "12 محرم 1447", NULL },
  { "۱۲ آبان ۱۴۰۵", NULL },
  { "", NULL },
};

/* 3 November 2026, and 12 May 2024, as languages write them. */
static const char *const november[] = {
  "2026. november 3.",
  "2026. november 3-án",
  "2026. nov. 3., kedd",
  "2026. 11. 03.",
  "3 November 2026",
  "Tuesday, November 3rd, 2026",
  "November the 3rd, 2026",
  "den 3:e november 2026",
  "3. November 2026",
  "Dienstag, 3. Nov. 2026",
  "mardi 3 novembre 2026",
  "3 de noviembre del 2026",
  "3/nov/2026",
  "3 de nov. de 2026",
  "3 de novembre de 2026",
  "3 novembre 2026",
  "3 listopada 2026 r.",
  "3. listopadu 2026",
  "3. listopad 2026",
  "3. novembra 2026",
  "3. studenoga 2026.",
  "3. novembar 2026.",
  "3. marraskuuta 2026 klo 9.15",
  "3.11.2026",
  "3. november 2026",
  "2026 m. lapkričio 3 d.",
  "2026. gada 3. novembrī",
  "3 Kasım 2026 Salı",
  "3 KASIM 2026",
  "3 noyabr 2026",
  "3 noiembrie 2026",
  "3 November 2026 pukul",
  "3 ноября 2026 г.",
  "3 листопада 2026 року",
  "3 лістапада 2026",
  "3 ноември 2026 г.",
  "3. новембар 2026.",
  "3 Νοεμβρίου 2026",
  "ΤΡΙΤΗ 3 ΝΟΕΜΒΡΙΟΥ 2026",
  "3 نوفمبر 2026",
  "٣ نوفمبر ٢٠٢٦",
  "3 تشرين الثاني 2026",
  "3 نوفمبر/تشرين الثاني 2026",
  "3 تشرين الثاني/نوفمبر 2026",
  "3 نونبر، 2026",
  "۳ نوامبر ۲۰۲۶",
  "3 نومبر 2026",
  "3 בנובמבר 2026",
  "3 נובמבר, 2026",
  "3 नवंबर 2026",
  "३ नवम्बर २०२६",
  "৩ নভেম্বর ২০২৬",
  "3 พฤศจิกายน พ.ศ. 2569",
  "3 พฤศจิกายน 2569",
  "2026년 11월 3일",
  "2026. 11. 3.",
  "2026年11月3日",
  "２０２６年１１月３日",
  "令和8年11月3日",
  "2026年（令和8年）11月3日（火）",
  "民國115年11月3日",
  "2026年11月3号",
  "ngày 3 tháng 11 năm 2026",
  "3 tháng 11, 2026",
  "2026 November 3",
};

static const char *const may[] = {
  "2024. május 12.",       "12. toukokuuta 2024",  "12. května 2024", "12. máj 2024",
  "12 Mayıs 2024",         "12 Μαΐου 2024",        "12 mai 2024",     "12 травня 2024",
  "12 мая 2024",           "12 maja 2024",         "12 مايو 2024",    "12 أيار 2024",
  "12 أيار/مايو 2024",     "12 במאי 2024",         "12 मई 2024",      "12 de maio de 2024",
  "12 maggio 2024",        "12 de mayo de 2024",   "12 mei 2024",     "12 maí 2024",
  "2024 m. gegužės 12 d.", "2024. gada 12. maijā", "12 พฤษภาคม 2567", "令和6年5月12日",
  "12. maja 2024.",        "12. svibnja 2024.",
};

static void
compare_all (const char *const *texts, guint n, const char *day)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *date = brv_date_find (texts[i], NULL, NULL);

      if (g_strcmp0 (date, day) != 0)
        {
          g_test_message ("%s: %s", texts[i], date != NULL ? date : "none");
          g_test_fail ();
        }
    }
}

static void
test_languages (void)
{
  compare_all (november, G_N_ELEMENTS (november), "2026-11-03");
  compare_all (may, G_N_ELEMENTS (may), "2024-05-12");
}

/* The same word is Poland's November and Croatia's October: there a stop stands behind the day. */
static void
test_listopad (void)
{
  g_autofree char *polish = brv_date_parse ("3 listopada 2026");
  g_autofree char *croatian = brv_date_parse ("3. listopada 2026.");

  g_assert_cmpstr (polish, ==, "2026-11-03");
  g_assert_cmpstr (croatian, ==, "2026-10-03");
}

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *date = brv_date_parse (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (date, ==, rows[i].date);
    }
}

static void
test_address (void)
{
  g_autofree char *day = brv_date_find_in_address ("https://a.example/2024/03/12/harbour");
  g_autofree char *name = brv_date_find_in_address ("https://a.example/2024/mar/12/harbour");
  g_autofree char *dashed = brv_date_find_in_address ("https://a.example/2024-mar-12/harbour");
  g_autofree char *none = brv_date_find_in_address ("https://a.example/2024/harbour");
  g_autofree char *last = brv_date_find_in_address ("https://a.example/2024-harbour-outlook");
  g_autofree char *bare = brv_date_find_in_address ("https://a.example/2024-");

  g_assert_cmpstr (day, ==, "2024-03-12");
  g_assert_cmpstr (name, ==, "2024-03-12");
  g_assert_cmpstr (dashed, ==, "2024-03-12");
  g_assert_null (none);
  g_assert_null (last);
  g_assert_null (bare);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/date/parse", test_parse);
  g_test_add_func ("/import/date/languages", test_languages);
  g_test_add_func ("/import/date/listopad", test_listopad);
  g_test_add_func ("/import/date/address", test_address);
  return g_test_run ();
}
