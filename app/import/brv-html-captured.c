/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a page was saved: web archives write it into its address, browsers into a comment. */

#include "config.h"

#include <string.h>

#include "import/brv-html-captured.h"

/* "20240312101500" */
#define STAMP_DIGITS 14
/* No page was archived before. */
#define FIRST_YEAR 1991
/* How many words after the label a moment may take. */
#define MAX_WORDS 12

/* A moment while its parts are read. */
typedef struct
{
  gint year; /* 0: not read, as of the month and the day */
  gint month;
  gint day;
  gint hour;
  gint minute;
  gint second;
  char zone[8]; /* "+01:00"; empty: UTC */
} Moment;

/* Returns microseconds since 1970 in UTC, 0 if there is no such moment. */
static gint64
moment_to_us (const Moment *self)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (self->year < FIRST_YEAR || self->month == 0 || self->day == 0)
    return 0;
  zone = g_time_zone_new_identifier (*self->zone != '\0' ? self->zone : "UTC");
  if (zone == NULL)
    return 0;
  time = g_date_time_new (zone, self->year, self->month, self->day, self->hour, self->minute,
                          self->second);
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

static gint
read_digits (const char *text, guint n)
{
  gint value = 0;

  for (guint i = 0; i < n; i++)
    value = 10 * value + g_ascii_digit_value (text[i]);
  return value;
}

/* Whether what follows the stamp is the address of what was archived, with or without a scheme. */
static gboolean
is_address (const char *rest)
{
  gsize host = strcspn (rest, "/?#");

  return g_str_has_prefix (rest, "http:") || g_str_has_prefix (rest, "https:") ||
         g_str_has_prefix (rest, "www.") || (rest[host] == '/' && memchr (rest, '.', host) != NULL);
}

/**
 * brv_html_captured_from_address:
 * @address: (nullable): the page's own
 *
 * Archives of the web serve a page at an address with the moment of its capture and the page's
 * first address in it: ".../20240312101500/https://example.org/page". Letters may follow the digits.
 *
 * Source: the practice of the programs that replay WARC files; the letters are their modifiers.
 *
 * Returns: the moment in microseconds since 1970 in UTC; 0 if the address names none
 */
gint64
brv_html_captured_from_address (const char *address)
{
  for (const char *p = address != NULL ? strchr (address, '/') : NULL; p != NULL;
       p = strchr (p + 1, '/'))
    {
      const char *stamp = p + 1;
      gsize n = strspn (stamp, "0123456789");
      const char *rest = stamp + n;

      if (n != STAMP_DIGITS)
        continue;
      if (g_ascii_isalpha (rest[0]) && g_ascii_isalpha (rest[1]) && rest[2] == '_')
        rest += 3;
      if (*rest == '/' && is_address (rest + 1))
        return moment_to_us (&(const Moment){
          .year = read_digits (stamp, 4),
          .month = read_digits (stamp + 4, 2),
          .day = read_digits (stamp + 6, 2),
          .hour = read_digits (stamp + 8, 2),
          .minute = read_digits (stamp + 10, 2),
          .second = read_digits (stamp + 12, 2),
        });
    }
  return 0;
}

static gint
find_month (const char *word)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (word, months[i], 3) == 0)
      return (gint)i + 1;
  return 0;
}

/* "GMT+0100", "+0100", "+01:00"; "Z", "GMT" and "UTC" say nothing new. */
static void
read_zone (Moment *self, const char *word)
{
  const char *sign = strpbrk (word, "+-");
  char digits[5] = "";
  guint n = 0;

  if (sign == NULL)
    return;
  for (const char *p = sign + 1; *p != '\0' && n < 4; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  if (n == 4)
    g_snprintf (self->zone, sizeof self->zone, "%c%.2s:%.2s", *sign, digits, digits + 2);
}

static gboolean
read_clock (Moment *self, const char *word)
{
  if (!g_ascii_isdigit (word[0]) || !g_ascii_isdigit (word[1]) || word[2] != ':' ||
      strspn (word + 3, "0123456789") < 2)
    return FALSE;
  self->hour = read_digits (word, 2);
  self->minute = read_digits (word + 3, 2);
  if (word[5] == ':' && strspn (word + 6, "0123456789") >= 2)
    self->second = read_digits (word + 6, 2);
  return TRUE;
}

/* "2024-03-12T10:15:00Z" */
static gboolean
read_iso (Moment *self, const char *word)
{
  if (strspn (word, "0123456789") != 4 || word[4] != '-' || strspn (word + 5, "0123456789") != 2 ||
      word[7] != '-' || strspn (word + 8, "0123456789") != 2)
    return FALSE;
  self->year = read_digits (word, 4);
  self->month = read_digits (word + 5, 2);
  self->day = read_digits (word + 8, 2);
  if (g_ascii_tolower (word[10]) == 't' && read_clock (self, word + 11))
    read_zone (self, word + 11);
  return TRUE;
}

static void
read_word (Moment *self, const char *word)
{
  gsize n = strspn (word, "0123456789");
  gboolean is_number = n > 0 && word[n] == '\0';

  if (read_iso (self, word) || read_clock (self, word))
    return;
  if (is_number && n == 4 && self->year == 0)
    self->year = read_digits (word, 4);
  else if (is_number && n <= 2 && self->day == 0)
    self->day = read_digits (word, (guint)n);
  else if (g_ascii_isalpha (*word) && self->month == 0)
    self->month = find_month (word);
  if (g_ascii_strncasecmp (word, "gmt", 3) == 0 || g_ascii_strncasecmp (word, "utc", 3) == 0 ||
      ((*word == '+' || *word == '-') && g_ascii_isdigit (word[1])))
    read_zone (self, word);
}

/**
 * brv_html_captured_from_comment:
 * @comment: (nullable): a comment of the page
 *
 * Programs that save pages note the moment in a comment: after "saved date:", "archived on" or, at
 * the end of a line that begins so, "Mirrored from".
 *
 * Returns: the moment in microseconds since 1970 in UTC; 0 if the comment names none
 */
gint64
brv_html_captured_from_comment (const char *comment)
{
  static const char *const labels[] = { "saved date:", "saved on", "archived on", "mirrored from" };
  g_autofree char *lower = comment != NULL ? g_ascii_strdown (comment, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (labels); i++)
    {
      const char *at = strstr (lower, labels[i]);
      g_autofree char *line = NULL;
      g_auto (GStrv) words = NULL;
      Moment moment = { 0 };
      guint n_words = 0;

      if (at == NULL)
        continue;
      at += strlen (labels[i]);
      line = g_strndup (at, strcspn (at, "\r\n"));
      /* The address and the program's name stand before that date. */
      at = g_str_equal (labels[i], "mirrored from") ? strchr (line, ',') : line;
      words = g_strsplit_set (at != NULL ? at : "", " ,\t", -1);
      for (guint k = 0; words[k] != NULL && n_words < MAX_WORDS; k++)
        if (*words[k] != '\0')
          {
            read_word (&moment, words[k]);
            n_words++;
          }
      if (moment_to_us (&moment) != 0)
        return moment_to_us (&moment);
    }
  return 0;
}
