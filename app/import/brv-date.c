/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Dates as pages write them, read without a locale: the language of a page is not that of its
 * reader. What can be read in two ways, as 03/04/2024, is no date.
 */

#include "config.h"

#include <string.h>

#include "import/brv-date.h"
#include "import/brv-month-name.h"

#define EARLIEST_YEAR 1600
/* A page can be dated ahead by a day or an issue, not by years. */
#define LATEST_YEAR 2100
/* The Thai year less that of the common era. */
#define BUDDHIST_ERA 543
/* No name of a month is longer, with what stands before the number behind it. */
#define MAX_NAME_CHARS 24

/* What is read at one place of a text. */
typedef struct
{
  guint year;
  guint month; /* 0: not named */
  guint day;   /* 0: not named */
  const char *end;
} Found;

static char *
format_found (const Found *found)
{
  if (found->year < EARLIEST_YEAR || found->year > LATEST_YEAR || found->month > 12)
    return NULL;
  if (found->month == 0)
    return NULL;
  if (found->day == 0)
    return g_strdup_printf ("%04u-%02u", found->year, found->month);
  if (!g_date_valid_dmy ((GDateDay)found->day, (GDateMonth)found->month, (GDateYear)found->year))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", found->year, found->month, found->day);
}

static gboolean
is_digit (const char *p)
{
  return g_unichar_isdigit (g_utf8_get_char (p));
}

/* Reads up to max_digits digits of any script; returns where they end, or NULL if there are none or
 * more. */
static const char *
read_digits (const char *text, guint max_digits, guint *number, guint *n_digits)
{
  const char *p = text;

  *number = 0;
  for (*n_digits = 0; is_digit (p); p = g_utf8_next_char (p))
    {
      if (++*n_digits > max_digits)
        return NULL;
      *number = *number * 10 + (guint)g_unichar_digit_value (g_utf8_get_char (p));
    }
  return *n_digits > 0 ? p : NULL;
}

static const char *
read_number (const char *text, guint max_digits, guint *number)
{
  guint n_digits = 0;

  return read_digits (text, max_digits, number, &n_digits);
}

static const char *
read_year (const char *text, guint *year)
{
  guint n_digits = 0;
  const char *end = read_digits (text, 4, year, &n_digits);

  if (end == NULL || n_digits != 4)
    return NULL;
  return *year >= EARLIEST_YEAR && *year <= LATEST_YEAR ? end : NULL;
}

/* The year behind the name of a month, which may be counted as in Thailand. */
static const char *
read_named_year (const char *text, guint *year)
{
  guint n_digits = 0;
  const char *end = NULL;

  if (g_str_has_prefix (text, "พ.ศ."))
    text += strlen ("พ.ศ.") + strspn (text + strlen ("พ.ศ."), " ");
  end = read_digits (text, 4, year, &n_digits);
  if (end != NULL && *year > EARLIEST_YEAR + BUDDHIST_ERA && *year <= LATEST_YEAR + BUDDHIST_ERA)
    *year -= BUDDHIST_ERA;
  return end != NULL && n_digits == 4 && *year >= EARLIEST_YEAR && *year <= LATEST_YEAR ? end
                                                                                        : NULL;
}

static const char *
skip_any (const char *p, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (p, words[i]))
      return p + strlen (words[i]);
  return p;
}

static const char *
skip_space (const char *p)
{
  static const char *const spaces[] = { " ", "\t", "\n", "\xc2\xa0", "\xe2\x80\xaf" };

  for (const char *next = skip_any (p, spaces, G_N_ELEMENTS (spaces)); next != p;
       next = skip_any (p, spaces, G_N_ELEMENTS (spaces)))
    p = next;
  return p;
}

/* White space, a comma, and the small words between the parts of a date. */
static const char *
skip_of (const char *p)
{
  static const char *const commas[] = { ",", "،", "，" };
  static const char *const words[] = { "de ",  "of ",  "del ", "d'", "d’",
                                       "den ", "the ", "năm ", "m. " };

  p = skip_space (p);
  p = skip_space (skip_any (p, commas, G_N_ELEMENTS (commas)));
  return skip_any (p, words, G_N_ELEMENTS (words));
}

static const char *
skip_ordinal (const char *p)
{
  static const char *const suffixes[] = { "st", "nd", "rd", "th", "er", "re", "º",
                                          "ª",  "°",  ".º", ":e", ":a", "e ", "." };

  return skip_any (p, suffixes, G_N_ELEMENTS (suffixes));
}

/* Whether the name of a month may begin a date: of the shortest, some are words, as "out", "set". */
static gboolean
may_begin (const char *word, const char *end)
{
  static const char *const names[] = { "jan", "feb", "mar", "apr", "may", "mai",
                                       "maj", "mei", "jun", "jul", "aug", "sep",
                                       "oct", "okt", "nov", "dec", "dez" };

  end -= end > word && end[-1] == '.';
  if (end - word > 3)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strncmp (word, names[i], (gsize)(end - word)) == 0)
      return TRUE;
  return FALSE;
}

/* The month's name in two ways, as "نوفمبر/تشرين الثاني". */
static const char *
skip_other_name (const char *p, guint month)
{
  const char *end = NULL;
  const char *word = skip_space (p);

  if (*word != '/' && *word != '(')
    return p;
  if (brv_month_name_read (skip_space (word + 1), &end) != month)
    return p;
  return *word == '(' && *end == ')' ? end + 1 : end;
}

/* What follows the year in 2024年3月12日 and 2024년 3월 12일. */
static gboolean
read_east_asian (const char *p, Found *found)
{
  static const char *const days[] = { "日", "号", "號", "일" };

  /* The year of a reign may stand beside it. */
  if (g_str_has_prefix (p, "（") && strstr (p, "）") != NULL)
    p = strstr (p, "）") + strlen ("）");
  p = read_number (skip_space (p), 2, &found->month);
  if (p == NULL || !(g_str_has_prefix (p, "月") || g_str_has_prefix (p, "월")))
    return FALSE;
  p += strlen ("月");
  found->end = read_number (skip_space (p), 2, &found->day);
  found->end = found->end != NULL ? skip_any (found->end, days, G_N_ELEMENTS (days)) : p;
  return found->month > 0;
}

/* 令和8年3月12日, 民國115年3月12日: years of a reign, of which the first may be written 元. */
static gboolean
read_reign (const char *text, Found *found)
{
  static const struct
  {
    const char *name;
    guint before; /* the year before its first */
  } reigns[] = {
    { "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 }, { "民國", 1911 }, { "民国", 1911 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reigns); i++)
    if (g_str_has_prefix (text, reigns[i].name))
      {
        const char *p = skip_space (text + strlen (reigns[i].name));
        guint year = 1;

        p = g_str_has_prefix (p, "元") ? p + strlen ("元") : read_number (p, 3, &year);
        if (p == NULL || !g_str_has_prefix (p, "年"))
          return FALSE;
        found->year = reigns[i].before + year;
        return read_east_asian (p + strlen ("年"), found);
      }
  return FALSE;
}

/* 2026. november 3., 2026 m. lapkričio 3 d., 2026. gada 3. novembrī */
static gboolean
read_year_and_name (const char *p, Found *found)
{
  const char *end = NULL;
  const char *day = NULL;
  guint other_year = 0;

  p = skip_of (p + (*p == '.'));
  if (g_str_has_prefix (p, "gada "))
    p += strlen ("gada ");
  day = read_number (p, 2, &found->day);
  if (day != NULL)
    p = skip_of (skip_ordinal (day));
  found->month = brv_month_name_read (p, &end);
  if (found->month == 0 || !may_begin (p, end))
    return FALSE;
  found->end = end;
  /* "no. 2/2015, 15 april 2015": the year is that of the issue. */
  if (day != NULL)
    return read_year (skip_of (end), &other_year) == NULL;
  p = skip_space (end);
  p += *p == '-' || *p == '/';
  day = read_number (skip_space (p), 2, &found->day);
  if (day == NULL)
    return FALSE;
  found->end = day;
  return TRUE;
}

/* 2024-03-12, 2024/03/12, 2024-03, 2024.03.12, 2024. 3. 12. */
static gboolean
read_year_and_number (const char *p, Found *found)
{
  char separator = *p;
  const char *start = separator == '.' ? skip_space (p + 1) : p + 1;

  p = read_number (start, 2, &found->month);
  if (p == NULL || found->month == 0 || found->month > 12)
    return FALSE;
  found->end = p;
  if (*p == separator)
    {
      start = separator == '.' ? skip_space (p + 1) : p + 1;
      if (is_digit (start))
        {
          found->end = read_number (start, 2, &found->day);
          return found->end != NULL;
        }
    }
  return separator != '.';
}

/* What begins with the year, or is 20240312. */
static gboolean
read_year_first (const char *text, Found *found)
{
  const char *p = read_year (text, &found->year);
  guint number = 0;
  guint n_digits = 0;

  if (p == NULL)
    {
      p = read_digits (text, 8, &number, &n_digits);
      if (p == NULL || n_digits != 8)
        return FALSE;
      *found = (Found){ number / 10000, number / 100 % 100, number % 100, p };
      return TRUE;
    }
  if (g_str_has_prefix (p, "年") || g_str_has_prefix (p, "년"))
    return read_east_asian (p + strlen ("年"), found);
  if ((*p == '-' || *p == '/' || *p == '.') && read_year_and_number (p, found))
    return TRUE;
  found->day = 0;
  return *p != '/' && read_year_and_name (p, found);
}

/* I to XII, case-folded; returns 0 if it is none of them. */
static guint
read_roman (const char *p, const char **end)
{
  static const char *const numbers[] = { "i",   "ii",   "iii", "iv", "v",  "vi",
                                         "vii", "viii", "ix",  "x",  "xi", "xii" };
  gsize length = strspn (p, "ivx");

  *end = p + length;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strlen (numbers[i]) == length && strncmp (p, numbers[i], length) == 0)
      return i + 1;
  return 0;
}

/* The month's name or number behind the day. */
static guint
read_month (const char *word, const char **end)
{
  static const char month_word[] = "tháng ";
  guint month = brv_month_name_read (word, end);

  if (month == 0 && g_str_has_prefix (word, month_word))
    *end = read_number (word + strlen (month_word), 2, &month);
  if (month == 0)
    month = read_roman (word, end);
  /* "12 i 2024" is rather two numbers and a word. */
  return *end != NULL && *end - word > 1 ? month : 0;
}

/* What follows the day in 12.03.2024, 12. 3. 2024, 12.III.2024, 23/03/2024 */
static gboolean
read_numeric (const char *p, Found *found)
{
  char separator = *p;
  guint first = found->day;
  guint second = 0;
  const char *start = separator == '.' ? skip_space (p + 1) : p + 1;

  p = read_number (start, 2, &second);
  if (p == NULL)
    {
      second = read_roman (start, &p);
      if (second == 0)
        return FALSE;
    }
  else if (separator != '.' && first <= 12 && second <= 12 && first != second)
    return FALSE;
  if (*p != separator)
    return FALSE;
  p = read_year (separator == '.' ? skip_space (p + 1) : p + 1, &found->year);
  if (p == NULL)
    return FALSE;
  found->day = second > 12 ? second : first;
  found->month = second > 12 ? first : second;
  found->end = p;
  return TRUE;
}

/* 12 March 2024, 12. März 2024, 12 de marzo de 2024, 12 XI 2024, 12.03.2024, 23/03/2024 */
static gboolean
read_day_first (const char *text, Found *found)
{
  const char *p = read_number (text, 2, &found->day);
  const char *word = NULL;
  gboolean has_stop = FALSE;

  if (p == NULL || found->day == 0 || found->day > 31)
    return FALSE;
  if ((*p == '.' || *p == '/' || *p == '-') && read_numeric (p, found))
    return TRUE;
  has_stop = *p == '.';
  word = skip_of (skip_ordinal (p));
  word += *word == '-' || *word == '/';
  found->month = read_month (word, &p);
  /* Poland's November is Croatia's October, where the day is an ordinal number. */
  if (has_stop && found->month == 11 && g_str_has_prefix (word, "listopada"))
    found->month = 10;
  if (found->month == 0)
    return FALSE;
  p = skip_of (skip_other_name (p, found->month));
  p += *p == '-' || *p == '/';
  found->end = read_named_year (p, &found->year);
  return found->end != NULL;
}

/* March 12, 2024; March 2024 */
static gboolean
read_month_first (const char *text, Found *found)
{
  const char *p = NULL;
  const char *day_end = NULL;

  found->month = brv_month_name_read (text, &p);
  if (found->month == 0 || !may_begin (text, p))
    return FALSE;
  p = skip_of (skip_other_name (p, found->month));
  found->end = read_named_year (p, &found->year);
  if (found->end != NULL)
    return TRUE;
  day_end = read_number (p, 2, &found->day);
  if (day_end == NULL || found->day == 0 || found->day > 31)
    return FALSE;
  p = skip_of (skip_ordinal (day_end));
  found->end = read_year (p, &found->year);
  return found->end != NULL;
}

/* Whether a number follows a word or two soon enough to be of the same date. */
static gboolean
leads_to_number (const char *p)
{
  for (guint i = 0; i < MAX_NAME_CHARS && *p != '\0'; i++, p = g_utf8_next_char (p))
    if (is_digit (p))
      return TRUE;
  return FALSE;
}

static gboolean
read_date (const char *folded, Found *found)
{
  *found = (Found){ 0 };
  if (is_digit (folded))
    {
      if (read_year_first (folded, found))
        return TRUE;
      *found = (Found){ 0 };
      return read_day_first (folded, found);
    }
  if (!leads_to_number (folded))
    return FALSE;
  return read_reign (folded, found) || read_month_first (folded, found);
}

/**
 * brv_date_find:
 * @text: a line of text in any of the usual languages
 * @start: (out) (optional): where the date begins, in bytes of the case-folded @text
 * @end: (out) (optional): where it ends
 *
 * Returns: (transfer full) (nullable): the first date in @text that has a month and a year, in
 *   ISO 8601
 */
char *
brv_date_find (const char *text, gsize *start, gsize *end)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  gunichar before = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Found found = { 0 };

      if (g_unichar_isalnum (c) && !g_unichar_isalnum (before) && read_date (p, &found) &&
          !is_digit (found.end))
        {
          /* What has the form of a date and is none, as 31 February, is no reason to take less. */
          if (start != NULL)
            *start = (gsize)(p - folded);
          if (end != NULL)
            *end = (gsize)(found.end - folded);
          return format_found (&found);
        }
      before = c;
    }
  return NULL;
}

/**
 * brv_date_parse:
 * @text: what a page gives as a date: ISO 8601 in full or in part, RFC 2822, or words
 *
 * Reads the day as it stands there, without shifting it to another time zone.
 *
 * Returns: (transfer full) (nullable): the date in ISO 8601, as exact as it is given, to the day
 */
char *
brv_date_parse (const char *text)
{
  guint year = 0;
  guint64 seconds = 0;
  const char *end = NULL;

  while (g_ascii_isspace (*text))
    text++;
  end = read_year (text, &year);
  if (end != NULL && *end == '\0')
    return g_strdup_printf ("%04u", year);
  /* Seconds or milliseconds since 1970, as scripts write them. */
  if ((strlen (text) == 10 || strlen (text) == 13) &&
      g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    {
      g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc ((gint64)(strlen (text) == 13 ? seconds / 1000 : seconds));

      return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
    }
  return brv_date_find (text, NULL, NULL);
}

/**
 * brv_date_find_in_address:
 * @address: a web address
 *
 * Returns: (transfer full) (nullable): the day that its path names, as /2024/03/12/ does
 */
char *
brv_date_find_in_address (const char *address)
{
  const char *path = strstr (address, "://");

  path = strchr (path != NULL ? path + 3 : address, '/');
  for (const char *p = path; p != NULL; p = strchr (p + 1, '/'))
    {
      Found found = { 0 };
      const char *month = NULL;
      const char *q = read_year (p + 1, &found.year);

      if (q == NULL || (*q != '/' && *q != '-'))
        continue;
      month = q + 1;
      q = read_number (month, 2, &found.month);
      if (q == NULL)
        {
          found.month = brv_month_name_read (month, &q);
          q = found.month > 0 ? q : NULL;
        }
      if (q == NULL || (*q != '/' && *q != '-'))
        continue;
      q = read_number (q + 1, 2, &found.day);
      if (q != NULL && found.day > 0)
        return format_found (&found);
    }
  return NULL;
}
