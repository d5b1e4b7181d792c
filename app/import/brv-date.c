/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Dates as pages write them, read without a locale: the language of a page is not that of its
 * reader. What can be read in two ways, as 03/04/2024, is no date.
 */

#include "config.h"

#include <string.h>

#include "import/brv-date.h"

#define EARLIEST_YEAR 1600
/* A page can be dated ahead by a day or an issue, not by years. */
#define LATEST_YEAR 2100

typedef struct
{
  const char *prefix; /* case-folded; the word may go on */
  guint month;
} MonthName;

/* Longer prefixes first where one begins with another. */
static const MonthName month_names[] = {
  { "januar", 1 },     { "janv", 1 },      { "jan", 1 },      { "enero", 1 },
  { "ene", 1 },        { "gennaio", 1 },   { "gen", 1 },      { "styczn", 1 },
  { "led", 1 },        { "январ", 1 },     { "янв", 1 },      { "січн", 1 },
  { "ocak", 1 },       { "tammikuu", 1 },  { "feb", 2 },      { "fév", 2 },
  { "fev", 2 },        { "lut", 2 },       { "únor", 2 },     { "феврал", 2 },
  { "фев", 2 },        { "лют", 2 },       { "şubat", 2 },    { "helmikuu", 2 },
  { "março", 3 },      { "mar", 3 },       { "mär", 3 },      { "mrz", 3 },
  { "maart", 3 },      { "mrt", 3 },       { "březn", 3 },    { "март", 3 },
  { "берез", 3 },      { "maaliskuu", 3 }, { "apr", 4 },      { "avr", 4 },
  { "abr", 4 },        { "kwie", 4 },      { "dub", 4 },      { "апрел", 4 },
  { "апр", 4 },        { "квіт", 4 },      { "nisan", 4 },    { "huhtikuu", 4 },
  { "may", 5 },        { "mai", 5 },       { "maj", 5 },      { "mei", 5 },
  { "mag", 5 },        { "květ", 5 },      { "мая", 5 },      { "май", 5 },
  { "трав", 5 },       { "toukokuu", 5 },  { "jun", 6 },      { "juin", 6 },
  { "giu", 6 },        { "czerw", 6 },     { "červn", 6 },    { "июн", 6 },
  { "черв", 6 },       { "haziran", 6 },   { "kesäkuu", 6 },  { "jul", 7 },
  { "juil", 7 },       { "lug", 7 },       { "lip", 7 },      { "červenc", 7 },
  { "июл", 7 },        { "лип", 7 },       { "temmuz", 7 },   { "heinäkuu", 7 },
  { "aug", 8 },        { "août", 8 },      { "aout", 8 },     { "ago", 8 },
  { "sierp", 8 },      { "srp", 8 },       { "август", 8 },   { "авг", 8 },
  { "серп", 8 },       { "ağustos", 8 },   { "elokuu", 8 },   { "sep", 9 },
  { "set", 9 },        { "wrze", 9 },      { "září", 9 },     { "сентябр", 9 },
  { "сен", 9 },        { "верес", 9 },     { "eylül", 9 },    { "syyskuu", 9 },
  { "oct", 10 },       { "okt", 10 },      { "out", 10 },     { "ott", 10 },
  { "paźdz", 10 },     { "říj", 10 },      { "октябр", 10 },  { "окт", 10 },
  { "жовт", 10 },      { "ekim", 10 },     { "lokakuu", 10 }, { "nov", 11 },
  { "listopad", 11 },  { "ноябр", 11 },    { "ноя", 11 },     { "kasım", 11 },
  { "marraskuu", 11 }, { "dec", 12 },      { "dez", 12 },     { "déc", 12 },
  { "dic", 12 },       { "des", 12 },      { "grud", 12 },    { "pros", 12 },
  { "декабр", 12 },    { "дек", 12 },      { "груд", 12 },    { "aralık", 12 },
  { "joulukuu", 12 },  { "márc", 3 },      { "ápr", 4 },      { "máj", 5 },
  { "jún", 6 },        { "júl", 7 },       { "szept", 9 },    { "листопад", 11 },
};

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

/* Reads up to max_digits digits; returns where they end, or NULL if there are none or more. */
static const char *
read_number (const char *text, guint max_digits, guint *number)
{
  const char *p = text;

  for (*number = 0; g_ascii_isdigit (*p); p++)
    {
      if (p - text >= (gssize)max_digits)
        return NULL;
      *number = *number * 10 + (guint)(*p - '0');
    }
  return p > text ? p : NULL;
}

static const char *
read_year (const char *text, guint *year)
{
  const char *end = read_number (text, 4, year);

  return end != NULL && end - text == 4 && *year >= EARLIEST_YEAR && *year <= LATEST_YEAR ? end
                                                                                          : NULL;
}

/* folded: case-folded text at the start of a word. */
static const char *
read_month_name (const char *folded, guint *month)
{
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    {
      const char *p = folded;

      if (!g_str_has_prefix (p, month_names[i].prefix))
        continue;
      while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      /* No name of a month is longer ("października"); "market" and "decision" are none. */
      if (g_utf8_strlen (folded, p - folded) > 12)
        continue;
      if (*p == '.')
        p++;
      *month = month_names[i].month;
      return p;
    }
  return NULL;
}

/* Words that begin like a month and are none. */
static gboolean
is_common_word (const char *folded, const char *end)
{
  static const char *const words[] = { "market",  "markets",  "mark",  "second",      "section",
                                       "general", "decision", "make",  "description", "outside",
                                       "design",  "agent",    "prose", "lead",        "marine" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize)(end - folded) == strlen (words[i]) && g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}

static const char *
skip_of (const char *p)
{
  while (*p == ' ' || *p == '\t' || *p == '\n' || *p == ',' || g_str_has_prefix (p, "\xc2\xa0"))
    p++;
  if (g_str_has_prefix (p, "de "))
    return p + 3;
  if (g_str_has_prefix (p, "of "))
    return p + 3;
  if (g_str_has_prefix (p, "del "))
    return p + 4;
  return p;
}

static const char *
skip_ordinal (const char *p)
{
  static const char *const suffixes[] = { "st", "nd", "rd", "th", "er", "º", "." };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_prefix (p, suffixes[i]))
      return p + strlen (suffixes[i]);
  return p;
}

/* 2024-03-12, 2024/03/12, 2024.03.12, 20240312, 2024年3月12日 */
static gboolean
read_year_first (const char *text, Found *found)
{
  const char *p = read_year (text, &found->year);

  if (p == NULL)
    {
      guint number = 0;

      p = read_number (text, 8, &number);
      if (p == NULL || p - text != 8)
        return FALSE;
      *found = (Found){ number / 10000, number / 100 % 100, number % 100, p };
      return TRUE;
    }
  if (g_str_has_prefix (p, "年") || g_str_has_prefix (p, "년"))
    {
      p += strlen ("年");
      while (*p == ' ')
        p++;
      p = read_number (p, 2, &found->month);
      if (p == NULL || !(g_str_has_prefix (p, "月") || g_str_has_prefix (p, "월")))
        return FALSE;
      p += strlen ("月");
      while (*p == ' ')
        p++;
      found->end = read_number (p, 2, &found->day);
      if (found->end == NULL)
        found->end = p;
      else
        found->end += g_str_has_prefix (found->end, "日") ? strlen ("日") : 0;
      return TRUE;
    }
  if (*p != '-' && *p != '/' && *p != '.')
    return FALSE;
  {
    char separator = *p;

    p = read_number (p + 1, 2, &found->month);
    if (p == NULL || found->month == 0 || found->month > 12)
      return FALSE;
    found->end = p;
    if (*p == separator && g_ascii_isdigit (p[1]))
      {
        p = read_number (p + 1, 2, &found->day);
        if (p == NULL)
          return FALSE;
        found->end = p;
      }
    else if (separator == '.')
      return FALSE;
  }
  return TRUE;
}

/* 12 March 2024, 12. März 2024, 12 de marzo de 2024, 12.03.2024, 23/03/2024 */
static gboolean
read_day_first (const char *text, Found *found)
{
  const char *p = read_number (text, 2, &found->day);
  const char *word = NULL;

  if (p == NULL || found->day == 0 || found->day > 31)
    return FALSE;
  if ((*p == '.' || *p == '/' || *p == '-') && g_ascii_isdigit (p[1]))
    {
      char separator = *p;
      guint first = found->day;
      guint second = 0;

      p = read_number (p + 1, 2, &second);
      if (p == NULL || *p != separator)
        return FALSE;
      p = read_year (p + 1, &found->year);
      if (p == NULL)
        return FALSE;
      if (separator != '.' && first <= 12 && second <= 12 && first != second)
        return FALSE;
      found->day = second > 12 ? second : first;
      found->month = second > 12 ? first : second;
      found->end = p;
      return TRUE;
    }
  p = skip_of (skip_ordinal (p));
  if (*p == '-' || *p == '/')
    p++;
  word = p;
  p = read_month_name (p, &found->month);
  if (p == NULL || is_common_word (word, p))
    return FALSE;
  p = skip_of (p);
  if (*p == '-' || *p == '/')
    p++;
  found->end = read_year (p, &found->year);
  return found->end != NULL;
}

/* March 12, 2024; March 2024 */
static gboolean
read_month_first (const char *text, Found *found)
{
  const char *p = read_month_name (text, &found->month);
  const char *day_end = NULL;

  if (p == NULL || is_common_word (text, p))
    return FALSE;
  p = skip_of (p);
  found->end = read_year (p, &found->year);
  if (found->end != NULL)
    return TRUE;
  day_end = read_number (p, 2, &found->day);
  if (day_end == NULL || found->day == 0 || found->day > 31)
    return FALSE;
  p = skip_of (skip_ordinal (day_end));
  found->end = read_year (p, &found->year);
  return found->end != NULL;
}

static gboolean
read_date (const char *folded, Found *found)
{
  *found = (Found){ 0 };
  if (g_ascii_isdigit (*folded))
    {
      if (read_year_first (folded, found))
        return TRUE;
      *found = (Found){ 0 };
      return read_day_first (folded, found);
    }
  return read_month_first (folded, found);
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
          !g_ascii_isdigit (*found.end))
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
      const char *q = read_year (p + 1, &found.year);

      if (q == NULL || (*q != '/' && *q != '-'))
        continue;
      q = read_number (q + 1, 2, &found.month);
      if (q == NULL)
        q = read_month_name (strchr (p + 1, '/') + 1, &found.month);
      if (q == NULL || (*q != '/' && *q != '-'))
        continue;
      q = read_number (q + 1, 2, &found.day);
      if (q != NULL && found.day > 0)
        return format_found (&found);
    }
  return NULL;
}
