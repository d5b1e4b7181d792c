/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The syntax of BibTeX files: entries, strings and their concatenation, braces and quotation
 * marks. What stands between entries is remarks. A faulty entry costs no other: reading goes on at
 * the next line that begins with "@".
 *
 * Source: O. Patashnik, "BibTeXing", 1988, and the grammar that bibtex.web implies.
 */

#include "config.h"

#include "import/brv-bibtex-reader.h"

#include <string.h>

/* More is no list of references, or a bomb of strings that contain strings. */
#define MAX_VALUE_BYTES 65536
#define MAX_ENTRIES     100000
#define MAX_FIELDS      1000
#define MAX_NAMES       500

typedef struct
{
  const char *text;
  const char *p;
  GHashTable *strings; /* name in lower case -> value */
  GPtrArray *entries;
} Reader;

static void
entry_free (BrvBibtexEntry *entry)
{
  g_free (entry->type);
  g_free (entry->key);
  g_hash_table_unref (entry->fields);
  g_free (entry);
}

static void
skip_space (Reader *self)
{
  for (;;)
    {
      self->p += strspn (self->p, " \t\r\n");
      if (*self->p != '%')
        return;
      self->p += strcspn (self->p, "\n");
    }
}

static gboolean
take (Reader *self, char c)
{
  skip_space (self);
  if (*self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

/* A name of an entry's type, of a field or of a string. */
static char *
read_name (Reader *self)
{
  const char *from = NULL;

  skip_space (self);
  from = self->p;
  while (*self->p != '\0' && !g_ascii_isspace (*self->p) &&
         strchr ("\"#%'(),={}", *self->p) == NULL)
    self->p++;
  return self->p > from ? g_ascii_strdown (from, self->p - from) : NULL;
}

/* The end of what is delimited and begins at p: braces within must match. NULL if it does not end
 * within what a value may have. */
static const char *
find_close (const char *p, char close)
{
  const char *from = p;
  guint depth = 0;

  for (; *p != '\0' && p - from <= MAX_VALUE_BYTES; p++)
    {
      if (*p == '\\' && p[1] != '\0' && p[1] != '{' && p[1] != '}')
        p++;
      else if (*p == close && depth == 0)
        return p;
      else if (*p == '{')
        depth++;
      else if (*p == '}')
        {
          if (depth == 0)
            return NULL;
          depth--;
        }
    }
  return NULL;
}

static gboolean
append_capped (GString *value, const char *text, gsize length)
{
  if (value->len + length > MAX_VALUE_BYTES)
    return FALSE;
  g_string_append_len (value, text, (gssize)length);
  return TRUE;
}

/* One piece of a value: in braces, in quotation marks, a number or the name of a string. */
static gboolean
read_piece (Reader *self, GString *value)
{
  g_autofree char *name = NULL;
  const char *string = NULL;

  skip_space (self);
  if (*self->p == '{' || *self->p == '"')
    {
      const char *from = self->p + 1;
      const char *close = find_close (from, *self->p == '{' ? '}' : '"');

      if (close == NULL)
        return FALSE;
      self->p = close + 1;
      return append_capped (value, from, (gsize)(close - from));
    }
  name = read_name (self);
  if (name == NULL)
    return FALSE;
  string = g_ascii_isdigit (*name) ? name : g_hash_table_lookup (self->strings, name);
  /* A string that nobody defined is shown by its name: better than nothing. */
  if (string == NULL)
    string = name;
  return append_capped (value, string, strlen (string));
}

static char *
read_value (Reader *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  do
    if (!read_piece (self, value))
      return NULL;
  while (take (self, '#'));
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static gboolean
read_string (Reader *self, char close)
{
  g_autofree char *name = read_name (self);
  char *value = NULL;

  if (name == NULL || !take (self, '='))
    return FALSE;
  value = read_value (self);
  if (value == NULL)
    return FALSE;
  g_hash_table_insert (self->strings, g_steal_pointer (&name), value);
  return take (self, close);
}

/* A field that is named twice counts by its first value. */
static gboolean
read_field (Reader *self, GHashTable *fields)
{
  g_autofree char *name = read_name (self);
  g_autofree char *value = NULL;

  if (name == NULL || !take (self, '='))
    return FALSE;
  value = read_value (self);
  if (value == NULL)
    return FALSE;
  if (!g_hash_table_contains (fields, name) && g_hash_table_size (fields) < MAX_FIELDS)
    g_hash_table_insert (fields, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

/* Reads an entry behind its type. A fault within keeps the fields before it. */
static void
read_entry (Reader *self, const char *start, char *type, char close)
{
  BrvBibtexEntry *entry = g_new0 (BrvBibtexEntry, 1);
  const char *key = NULL;

  skip_space (self);
  key = self->p;
  while (*self->p != '\0' && !g_ascii_isspace (*self->p) && *self->p != ',' && *self->p != '}')
    self->p++;
  entry->type = type;
  entry->key = g_strndup (key, (gsize)(self->p - key));
  entry->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (take (self, ','))
    {
      skip_space (self);
      if (*self->p == close || !read_field (self, entry->fields))
        break;
    }
  take (self, close);
  entry->start = (gsize)(start - self->text);
  entry->end = (gsize)(self->p - self->text);
  g_ptr_array_add (self->entries, entry);
}

/* Reads what the sign "@" at p begins. */
static void
read_item (Reader *self)
{
  const char *start = self->p++;
  g_autofree char *type = read_name (self);
  char close = '\0';

  skip_space (self);
  if (type == NULL || (*self->p != '{' && *self->p != '('))
    return;
  close = *self->p == '{' ? '}' : ')';
  self->p++;
  if (g_str_equal (type, "comment") || g_str_equal (type, "preamble"))
    {
      const char *end = find_close (self->p, close);

      self->p = end != NULL ? end + 1 : self->p;
    }
  else if (g_str_equal (type, "string"))
    read_string (self, close);
  else
    read_entry (self, start, g_steal_pointer (&type), close);
}

/**
 * brv_bibtex_read:
 * @text: a BibTeX file, valid UTF-8
 *
 * Returns: (transfer container) (element-type BrvBibtexEntry): its entries in order
 */
GPtrArray *
brv_bibtex_read (const char *text)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };
  g_autoptr (GHashTable) strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader self = { .text = text, .p = text, .strings = strings };

  g_return_val_if_fail (text != NULL, NULL);

  self.entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    g_hash_table_insert (strings, g_strdup (months[i]), g_strdup (months[i]));
  while (self.entries->len < MAX_ENTRIES)
    {
      const char *at = strchr (self.p, '@');

      if (at == NULL)
        break;
      self.p = at;
      read_item (&self);
    }
  return self.entries;
}

static gboolean
is_and (const char *p)
{
  return g_ascii_isspace (p[0]) && g_ascii_strncasecmp (p + 1, "and", 3) == 0 &&
         g_ascii_isspace (p[4]);
}

/**
 * brv_bibtex_split_names:
 * @value: the value of a field of names, as LaTeX
 *
 * Returns: (transfer full) (element-type utf8): the names, as LaTeX
 */
GPtrArray *
brv_bibtex_split_names (const char *value)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *from = value;
  guint depth = 0;

  g_return_val_if_fail (value != NULL, names);

  for (const char *p = value;; p++)
    {
      if (*p == '{')
        depth++;
      else if (*p == '}' && depth > 0)
        depth--;
      if (*p != '\0' && (depth > 0 || !is_and (p)))
        continue;
      if (names->len < MAX_NAMES)
        g_ptr_array_add (names, g_strstrip (g_strndup (from, (gsize)(p - from))));
      if (*p == '\0')
        break;
      p += 3;
      from = p + 1;
    }
  return names;
}
