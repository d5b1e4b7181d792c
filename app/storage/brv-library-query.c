/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-library-query.h"

#include <string.h>

#include "base/brv-fold.h"

/* SQLite takes 20 values in a statement, some of which are the search's own, and an expression of
 * that depth. */
#define MAX_CONDITIONS 12
/* More words than anybody types; a pasted page is no search. */
#define MAX_TERMS 32
/* With more words for dates than this, the condition on rows is enough: so wide a window holds a
 * hit soon. */
#define MAX_DATE_WORDS 160
/* Years before these and years to come are rare: beginnings of their numbers do for words. */
#define FIRST_YEAR 1900
#define LAST_YEAR  9999
/* Private use: a letter for the index, and on no keyboard. */
#define DATE_MARK "\356\200\200" /* U+E000 */

struct _BrvLibraryQuery
{
  GString *match;
  GString *condition;
  GPtrArray *values; /* (element-type utf8), NULL-terminated once parsed */
  guint n_conditions;
  GArray *terms;     /* (element-type BrvLibraryTerm) */
  guint n_matches;   /* words and phrases, those that must not be there too */
  gboolean has_word; /* one that must be there: FTS5 has no expression of exclusions alone */
  const char *after; /* (nullable): of values: the day from which, and before which */
  const char *before;
};

/* One part of what was typed. */
typedef struct
{
  char *field; /* (nullable): in front of a colon */
  char *words;
  gboolean is_phrase;
  gboolean is_excluded;
  gboolean is_last; /* nothing follows it, not even a blank */
} Part;

/* A field that is a column of the index. */
typedef struct
{
  const char *name;
  const char *column;
} IndexedField;

static const IndexedField indexed_fields[] = {
  { "title", "title" }, { "author", "author" }, { "publisher", "publisher" },
  { "tag", "tag" },     { "note", "note" },     { "text", "text" },
};

static void
clear_term (gpointer term)
{
  g_free (((BrvLibraryTerm *)term)->folded);
}

static void
part_clear (Part *self)
{
  g_free (self->field);
  g_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static gboolean
is_quotation_mark (gunichar letter)
{
  return letter == '"' || letter == 0x201c || letter == 0x201d || letter == 0x201e ||
         letter == 0xab || letter == 0xbb;
}

/* Scripts that are written without blanks between words: each of their letters is a word. */
static gboolean
is_written_solid (gunichar letter)
{
  const GUnicodeScript scripts[] = {
    G_UNICODE_SCRIPT_HAN,     G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA,
    G_UNICODE_SCRIPT_THAI,    G_UNICODE_SCRIPT_LAO,      G_UNICODE_SCRIPT_KHMER,
    G_UNICODE_SCRIPT_MYANMAR,
  };
  GUnicodeScript script = g_unichar_get_script (letter);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (scripts[i] == script)
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_library_make_indexable:
 * @text: UTF-8
 *
 * Parts the letters of scripts that are written without blanks, since the index takes words:
 * a word of theirs is then found as a phrase.
 *
 * Returns: (transfer full): the text for the index
 */
char *
brv_library_make_indexable (const char *text)
{
  GString *parted = g_string_sized_new (strlen (text) + 16);
  gboolean was_solid = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      /* No script of these has its letters below U+0E00. */
      gboolean solid = letter >= 0x0e00 && is_written_solid (letter);

      if (letter < 0x80)
        {
          was_solid = FALSE;
          g_string_append_c (parted, (char)letter);
          continue;
        }
      if (solid || was_solid)
        g_string_append_c (parted, ' ');
      g_string_append_unichar (parted, letter);
      was_solid = solid;
    }
  return g_string_free (parted, FALSE);
}

/* Reads the part at @at and steps behind it; FALSE at the end. */
static gboolean
read_part (const char **at, Part *part)
{
  const char *start;
  const char *colon = NULL;

  while (g_unichar_isspace (g_utf8_get_char (*at)))
    *at = g_utf8_next_char (*at);
  if (**at == '\0')
    return FALSE;
  if (**at == '-' && (*at)[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (*at + 1)))
    {
      part->is_excluded = TRUE;
      (*at)++;
    }
  start = *at;
  for (const char *c = start; g_ascii_isalpha (*c) || *c == ':'; c++)
    {
      if (*c == ':')
        {
          colon = c;
          break;
        }
    }
  if (colon != NULL && colon > start && colon[1] != '\0')
    {
      part->field = g_ascii_strdown (start, colon - start);
      start = colon + 1;
      *at = start;
    }
  part->is_phrase = is_quotation_mark (g_utf8_get_char (*at));
  if (part->is_phrase)
    start = *at = g_utf8_next_char (*at);
  while (**at != '\0')
    {
      gunichar letter = g_utf8_get_char (*at);

      if (part->is_phrase ? is_quotation_mark (letter) : g_unichar_isspace (letter))
        break;
      *at = g_utf8_next_char (*at);
    }
  part->words = g_strndup (start, (gsize)(*at - start));
  /* A phrase that is still being typed ends in a word that is. */
  part->is_last = **at == '\0';
  if (**at != '\0')
    *at = g_utf8_next_char (*at);
  return TRUE;
}

static const char *
find_column (const char *field)
{
  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (indexed_fields); i++)
    {
      if (g_str_equal (indexed_fields[i].name, field))
        return indexed_fields[i].column;
    }
  return NULL;
}

static gboolean
has_letters (const char *words)
{
  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_isalnum (g_utf8_get_char (at)))
        return TRUE;
    }
  return FALSE;
}

static void
add_term (BrvLibraryQuery *self, const char *words, gboolean is_beginning)
{
  g_autoptr (BrvFold) fold = brv_fold_new (words, -1, BRV_FOLD_SEARCH);
  BrvLibraryTerm term = { g_strstrip (g_strdup (brv_fold_get_text (fold))), is_beginning };

  g_array_append_val (self->terms, term);
}

/*
 * Source: SQLite documentation, “SQLite FTS5 Extension”, 3: a string in double quotation marks is
 * a phrase of its tokens, * behind it makes the last one a prefix, a column's name and a colon
 * before it filter.
 */
static void
add_match (BrvLibraryQuery *self, const Part *part, const char *words, const char *column)
{
  gsize length = strlen (words);
  gboolean starred = length > 1 && words[length - 1] == '*';
  gboolean is_beginning = starred || (part->is_last && !part->is_excluded);
  g_autofree char *plain = g_strndup (words, starred ? length - 1 : length);
  g_autofree char *indexable = brv_library_make_indexable (plain);

  if (self->n_matches >= MAX_TERMS || !has_letters (plain) ||
      (part->is_excluded && !self->has_word))
    return;
  for (char *at = indexable; *at != '\0'; at++)
    {
      if (*at == '"')
        *at = ' ';
    }
  if (self->n_matches > 0)
    g_string_append (self->match, part->is_excluded ? " NOT " : " AND ");
  /* NOT binds before AND: what was there is one operand. */
  if (part->is_excluded)
    {
      g_string_prepend_c (self->match, '(');
      g_string_insert (self->match, (gssize)(self->match->len - strlen (" NOT ")), ")");
    }
  if (column != NULL)
    g_string_append_printf (self->match, "%s : ", column);
  g_string_append_printf (self->match, "\"%s\"%s", indexable, is_beginning ? " *" : "");
  self->n_matches++;
  if (part->is_excluded)
    return;
  self->has_word = TRUE;
  if (column == NULL || g_str_equal (column, "text"))
    add_term (self, plain, is_beginning);
}

/* FALSE where there are too many. */
static gboolean
add_condition (BrvLibraryQuery *self, gboolean is_excluded, const char *sql, const char *value)
{
  if (self->n_conditions >= MAX_CONDITIONS)
    return FALSE;
  if (self->n_conditions > 0)
    g_string_append (self->condition, " AND ");
  self->n_conditions++;
  g_string_append_printf (self->condition, is_excluded ? "NOT (%s)" : "(%s)", sql);
  if (value != NULL)
    g_ptr_array_add (self->values, g_strdup (value));
  return TRUE;
}

/* A field with few values, each of which is a condition. */
typedef struct
{
  const char *name;
  const char *value;
  const char *sql;
} Flag;

static const Flag flags[] = {
  { "used", "yes", "source.id IN (SELECT source FROM usage WHERE n_quotes > 0)" },
  { "used", "no", "source.id NOT IN (SELECT source FROM usage WHERE n_quotes > 0)" },
  { "is", "withdrawn", "source.standing = 1" },
  { "is", "replaced", "source.standing = 2" },
  { "is", "incomplete", "source.is_incomplete = 1" },
};

/*
 * A field that is a condition on rows. A date that is less exact than what it is compared with may
 * be on either side, so it is on both: nothing is hidden that may be looked for.
 */
typedef struct
{
  const char *name;
  const char *sql; /* ?: the value */
  gboolean is_date;
} Condition;

static const Condition conditions[] = {
  { "after", "source.date >= ? OR (source.date <> '' AND ? GLOB source.date || '*')", TRUE },
  { "before", "source.date <> '' AND source.date < ?", TRUE },
  { "date", "source.date GLOB ? || '*'", TRUE },
  { "language", "source.language = ? OR source.language GLOB ? || '-*'", FALSE },
  { "brief",
    "source.id IN (SELECT usage.source FROM usage JOIN brief ON brief.id = usage.brief"
    " WHERE n_quotes > 0 AND instr(lower(brief.title), lower(?)) > 0)",
    FALSE },
  { "grade", "source.grade <> '' AND source.grade GLOB '*' || upper(?) || '*'", FALSE },
};

static gboolean
is_condition (const Part *part)
{
  if (part->field == NULL)
    return FALSE;
  /* Of these, only a brief's title has several words. */
  if (part->is_phrase)
    return g_str_equal (part->field, "brief");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (g_str_equal (flags[i].name, part->field))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      if (g_str_equal (conditions[i].name, part->field))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_date (const char *value)
{
  const char *pattern = "dddd-dd-dd";
  gsize length = strlen (value);

  if (length != 4 && length != 7 && length != 10)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (pattern[i] == 'd' ? !g_ascii_isdigit (value[i]) : value[i] != pattern[i])
        return FALSE;
    }
  return TRUE;
}

static void
note_window (BrvLibraryQuery *self, const char *field, const char *value)
{
  if (g_str_equal (field, "after") && (self->after == NULL || strcmp (value, self->after) > 0))
    self->after = value;
  if (g_str_equal (field, "before") && (self->before == NULL || strcmp (value, self->before) < 0))
    self->before = value;
}

/* One whose value is still being typed says nothing yet. */
static void
read_condition (BrvLibraryQuery *self, const Part *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (g_str_equal (flags[i].name, part->field) &&
          g_ascii_strcasecmp (flags[i].value, part->words) == 0)
        add_condition (self, part->is_excluded, flags[i].sql, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *reference = g_strdup_printf ("?%u", self->values->len + 1);
      g_autoptr (GString) sql = g_string_new (conditions[i].sql);

      if (!g_str_equal (conditions[i].name, part->field) ||
          (conditions[i].is_date && !is_date (part->words)))
        continue;
      g_string_replace (sql, "?", reference, 0);
      if (add_condition (self, part->is_excluded, sql->str, part->words) && !part->is_excluded)
        note_window (self, part->field, g_ptr_array_index (self->values, self->values->len - 1));
    }
}

/**
 * brv_library_make_date_words:
 * @date: ISO 8601, as exact as known, or empty
 *
 * Returns: (transfer full): its year and its month as words, or that there is no month
 */
char *
brv_library_make_date_words (const char *date)
{
  if (strlen (date) < 4)
    return g_strdup ("");
  if (strlen (date) < 7)
    return g_strdup_printf (DATE_MARK "%.4s " DATE_MARK "%.4sx", date, date);
  return g_strdup_printf (DATE_MARK "%.4s " DATE_MARK "%.4s%.2s", date, date, date + 5);
}

static guint
read_month (const char *date)
{
  return strlen (date) >= 7 ? (guint)CLAMP (g_ascii_strtoull (date + 5, NULL, 10), 1, 12) : 1;
}

static void
add_date_word (GString *words, guint *n_words, guint year, const char *suffix)
{
  g_string_append_printf (words, "%s\"" DATE_MARK "%04u%s\"", *n_words > 0 ? " OR " : "", year,
                          suffix);
  (*n_words)++;
}

/* All years from @first to the one before @end, by as few beginnings of their numbers as possible. */
static void
add_rare_years (GString *words, guint *n_words, guint first, guint end)
{
  while (first < end)
    {
      guint size = 1000;
      int n_digits = 1;

      for (; first % size != 0 || first + size > end; size /= 10)
        n_digits++;
      g_string_append_printf (words, "%s\"" DATE_MARK "%0*u\" *", *n_words > 0 ? " OR " : "",
                              n_digits, first / size);
      (*n_words)++;
      first += size;
    }
}

/*
 * The index narrows a window of time to its months, whole years as one word, so that a search for
 * a common word in a rare month does not look at every row that has the word.
 */
static void
add_window (BrvLibraryQuery *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guint first_year =
    self->after != NULL ? (guint)g_ascii_strtoull (self->after, NULL, 10) : FIRST_YEAR;
  guint first_month = self->after != NULL ? read_month (self->after) : 1;
  guint last_year = self->before != NULL ? (guint)g_ascii_strtoull (self->before, NULL, 10)
                                         : (guint)g_date_time_get_year (now) + 1;
  guint last_month = self->before != NULL ? read_month (self->before) : 12;
  g_autoptr (GString) words = g_string_new (NULL);
  guint n_words = 0;

  if (self->after == NULL && last_year >= FIRST_YEAR)
    add_rare_years (words, &n_words, 0, FIRST_YEAR);
  if (self->before == NULL)
    add_rare_years (words, &n_words, MAX (first_year, last_year + 1), LAST_YEAR + 1);
  for (guint year = first_year; year <= last_year && n_words <= MAX_DATE_WORDS; year++)
    {
      guint from = year == first_year ? first_month : 1;
      guint to = year == last_year ? last_month : 12;

      if (from == 1 && to == 12)
        {
          add_date_word (words, &n_words, year, "");
          continue;
        }
      add_date_word (words, &n_words, year, "x");
      for (guint month = from; month <= to; month++)
        {
          char digits[4];

          g_snprintf (digits, sizeof digits, "%02u", month);
          add_date_word (words, &n_words, year, digits);
        }
    }
  if (n_words == 0 || n_words > MAX_DATE_WORDS)
    return;
  if (self->match->len > 0)
    {
      g_string_prepend_c (self->match, '(');
      g_string_append (self->match, ") AND ");
    }
  g_string_append_printf (self->match, "date : (%s)", words->str);
}

static void
read_words (BrvLibraryQuery *self, const Part *part)
{
  const char *column = find_column (part->field);
  g_autofree char *whole = NULL;

  /* What stands before a colon and is no field is a word like another. */
  if (part->field != NULL && column == NULL)
    whole = g_strdup_printf ("%s:%s", part->field, part->words);
  add_match (self, part, whole != NULL ? whole : part->words, column);
}

/**
 * brv_library_query_parse:
 * @typed: (nullable): what stands in the search field, UTF-8; anything is a query
 *
 * Returns: (transfer full): the query
 */
BrvLibraryQuery *
brv_library_query_parse (const char *typed)
{
  BrvLibraryQuery *self = g_new0 (BrvLibraryQuery, 1);
  const char *at = typed != NULL && g_utf8_validate (typed, -1, NULL) ? typed : "";

  self->match = g_string_new (NULL);
  self->condition = g_string_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->terms = g_array_new (FALSE, FALSE, sizeof (BrvLibraryTerm));
  g_array_set_clear_func (self->terms, clear_term);

  /* Twice: what must not be there comes last, since it is taken away from something. */
  for (guint pass = 0; pass < 2; pass++)
    {
      const char *rest = at;

      for (;;)
        {
          g_auto (Part) part = { 0 };

          if (!read_part (&rest, &part))
            break;
          if (is_condition (&part))
            {
              if (pass == 0)
                read_condition (self, &part);
            }
          else if (part.is_excluded == (pass == 1))
            {
              read_words (self, &part);
            }
        }
    }
  if (self->after != NULL || self->before != NULL)
    add_window (self);
  g_ptr_array_add (self->values, NULL);
  return self;
}

/**
 * brv_library_query_free:
 * @self: (transfer full): a query
 */
void
brv_library_query_free (BrvLibraryQuery *self)
{
  g_string_free (self->match, TRUE);
  g_string_free (self->condition, TRUE);
  g_ptr_array_unref (self->values);
  g_array_unref (self->terms);
  g_free (self);
}

/**
 * brv_library_query_get_match:
 * @self: a query
 *
 * Returns: (nullable): the expression for the index, or %NULL where no words are looked for
 */
const char *
brv_library_query_get_match (const BrvLibraryQuery *self)
{
  return self->match->len > 0 ? self->match->str : NULL;
}

/**
 * brv_library_query_get_condition:
 * @self: a query
 *
 * Returns: (nullable): a condition in SQL on the table source, its values numbered from 1
 */
const char *
brv_library_query_get_condition (const BrvLibraryQuery *self)
{
  return self->condition->len > 0 ? self->condition->str : NULL;
}

/**
 * brv_library_query_get_values:
 * @self: a query
 *
 * Returns: (array zero-terminated=1): the values of the condition
 */
const char *const *
brv_library_query_get_values (const BrvLibraryQuery *self)
{
  return (const char *const *)self->values->pdata;
}

/**
 * brv_library_query_get_terms:
 * @self: a query
 * @n_terms: (out): how many
 *
 * Returns: (array length=n_terms): the words and phrases that a hit's text may show
 */
const BrvLibraryTerm *
brv_library_query_get_terms (const BrvLibraryQuery *self, guint *n_terms)
{
  *n_terms = self->terms->len;
  return (const BrvLibraryTerm *)self->terms->data;
}
