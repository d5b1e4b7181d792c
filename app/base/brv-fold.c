/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-fold.h"

#include <string.h>

#include "base/brv-fold-map.h"

/*
 * Folding goes through the text once. Runs of plain characters, which most texts are made of, are copied
 * as they are; everything else goes through one character (with its marks) at a time.
 *
 * White space waits until the next character shows whether it counts: none does beside a dash, before
 * the high punctuation marks that French sets apart, on the inner side of guillemets, and at a line
 * break between ideographs.
 */

struct _BrvFold
{
  char *text;
  gsize length;
  BrvFoldMap map;
};

/* A base with its marks decomposes into a few characters; longer stacks are cut into pieces. */
#define MAX_MARKS 12
/* The longest full decomposition is 18 characters (GLib: G_UNICHAR_MAX_DECOMPOSITION_LENGTH). */
#define MAX_CLUSTER (2 * G_UNICHAR_MAX_DECOMPOSITION_LENGTH)

/* As many characters take at most two bytes: Latin, Greek, Cyrillic, Hebrew and Arabic letters. */
#define LETTERS 0x800

typedef enum
{
  UNKNOWN,
  PLAIN,
  SPECIAL,
} Plainness;

#define SOFT_HYPHEN 0x00AD
#define HYPHEN      0x2010

typedef struct
{
  BrvFoldFlags flags;
  const char *text;
  const char *end;
  GString *out;
  BrvFoldMap map;

  const char *space; /* (nullable): where the white space that waits begins */
  const char *space_end;
  gboolean space_breaks; /* it has a line break */
  gboolean after_dash;
  gboolean after_opening; /* a guillemet that opens */
  gunichar last; /* the character before, spaces and dropped ones left out; 0 at the start */

  guint8 letters[LETTERS]; /* what is known of the letters that take two bytes: a Plainness */
} Folder;

static gboolean
is_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x0085 || c == 0x2028 ||
         c == 0x2029;
}

/* U+00A0, U+202F and all of General_Category Zs are spaces for GLib; so are tabs and breaks. */
static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || is_break (c);
}

/*
 * Without a look of their own: zero width space, word joiner, byte order mark, and the marks that
 * tell the direction of writing. The joiners U+200C and U+200D make other words in Persian and Indic
 * scripts, and the overrides U+202D and U+202E another order: these stay.
 */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x200E || c == 0x200F || c == 0x061C ||
         (c >= 0x202A && c <= 0x202C) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2E3A || c == 0x2E3B ||
         c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

static gboolean
is_double_mark (gunichar c)
{
  return c == '"' || c == 0x00AB || c == 0x00BB || (c >= 0x201C && c <= 0x201F) || c == 0x2E42 ||
         (c >= 0x300C && c <= 0x300F) || (c >= 0x301D && c <= 0x301F) ||
         (c >= 0xFE41 && c <= 0xFE44) || c == 0xFF02 || c == 0xFF62 || c == 0xFF63;
}

static gboolean
is_single_mark (gunichar c)
{
  return c == '\'' || c == '`' || c == 0x00B4 || (c >= 0x2018 && c <= 0x201B) || c == 0x2039 ||
         c == 0x203A || c == 0x02BB || c == 0x02BC || c == 0xFF07;
}

/* French puts a space before these, others do not; the per cent sign is disputed everywhere. */
static gboolean
is_set_apart (gunichar c)
{
  return c == ';' || c == ':' || c == '!' || c == '?' || c == '%';
}

/*
 * Ligatures, presentation forms and width forms, whose compatibility decomposition says the same.
 * Others, as of superscripts and fractions, do not: 10² is not 102.
 */
static gboolean
is_mere_form (gunichar c)
{
  return (c >= 0xFB00 && c <= 0xFDFC) || (c >= 0xFE70 && c <= 0xFEFC) ||
         (c >= 0xFF01 && c <= 0xFFEE) || c == 0x0132 || c == 0x0133 || (c >= 0x01C4 && c <= 0x01CC);
}

/* ASCII that folds to itself. */
static gboolean
is_plain (guchar c)
{
  return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '-' && c != '`';
}

static gboolean
is_plain_word (guchar c)
{
  return c < 0x80 && g_ascii_isalnum ((char)c);
}

static void
add_segment (Folder *self, const char *start, const char *end, gsize folded_length, gboolean linear)
{
  const gsize original = (gsize)(start - self->text);

  brv_fold_map_add (&self->map, self->out->len, folded_length,
                    (BrvRange){ original, original + (gsize)(end - start) }, linear);
}

/* What stands in [start, end) of the original becomes @folded. */
static void
emit (Folder *self, const char *start, const char *end, const char *folded, gsize folded_length)
{
  gboolean linear = folded_length == (gsize)(end - start) && g_utf8_next_char (start) == end &&
                    (gsize)(g_utf8_skip[(guchar)*folded]) == folded_length;

  add_segment (self, start, end, folded_length, linear);
  g_string_append_len (self->out, folded, (gssize)folded_length);
}

/* Puts the waiting white space before @next, a character of the original, or drops it. */
static void
settle_space (Folder *self, gunichar next)
{
  const char *start = self->space;
  gboolean counts;

  if (start == NULL)
    return;
  self->space = NULL;
  counts = !self->after_dash && !self->after_opening && !is_set_apart (next) &&
           !(self->space_breaks && g_unichar_iswide (self->last) && g_unichar_iswide (next));
  if (counts)
    emit (self, start, self->space_end, " ", 1);
}

static void
emit_sign (Folder *self, const char *start, const char *end, const char *folded, gunichar c)
{
  settle_space (self, c);
  emit (self, start, end, folded, strlen (folded));
  self->after_dash = FALSE;
  self->after_opening = FALSE;
  self->last = c;
}

static gunichar
char_at (const Folder *self, const char *p)
{
  return p < self->end ? g_utf8_get_char (p) : 0;
}

/* Whether a letter of two bytes folds to itself: neither white space nor a mark nor composed. */
static gboolean
is_plain_letter (Folder *self, gunichar c)
{
  gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (self->letters[c] == UNKNOWN)
    {
      self->letters[c] =
        g_unichar_isalpha (c) && !g_unichar_ismark (c) && !is_single_mark (c) &&
            !is_mere_form (c) &&
            g_unichar_fully_decompose (c, FALSE, decomposed, G_N_ELEMENTS (decomposed)) == 1
          ? PLAIN
          : SPECIAL;
    }
  return self->letters[c] == PLAIN;
}

/* The end of a character at @p that folds to itself, or @p; letters only where they are to be. */
static const char *
skip_plain (Folder *self, const char *p, gboolean letter)
{
  guchar byte = p < self->end ? (guchar)*p : 0;

  if (byte < 0x80)
    return (letter ? is_plain_word (byte) : is_plain (byte)) ? p + 1 : p;
  if (byte < 0xE0 && !(self->flags & BRV_FOLD_CASE) && is_plain_letter (self, g_utf8_get_char (p)))
    return p + 2;
  return p;
}

/*
 * Copies characters that fold to themselves, with single spaces between words; gives the end of what
 * it took.
 */
static const char *
fold_plain (Folder *self, const char *p)
{
  const char *q = p;
  const char *before = p; /* the last character of the run */

  if (self->space != NULL || self->after_dash || self->after_opening)
    return p;
  while (q < self->end)
    {
      const char *start = *q == ' ' && q > p ? q + 1 : q;
      const char *next = skip_plain (self, start, start > q);

      if (next == start)
        break;
      before = start;
      q = next;
    }
  /* A letter with marks on it, and the space before that, are for the slow way. */
  if (q > p && q < self->end && (guchar)*q >= 0x80 && g_unichar_ismark (g_utf8_get_char (q)))
    {
      q = before;
      if (q > p && q[-1] == ' ')
        q--;
    }
  if (q == p)
    return p;
  add_segment (self, p, q, (gsize)(q - p), TRUE);
  if (self->flags & BRV_FOLD_CASE)
    {
      for (const char *r = p; r < q; r++)
        g_string_append_c (self->out, g_ascii_tolower (*r));
    }
  else
    {
      g_string_append_len (self->out, p, q - p);
    }
  self->last = g_utf8_get_char (g_utf8_prev_char (q));
  return q;
}

/* The end of spaces with a line break among them after a hyphen, or NULL where there is none. */
static const char *
skip_line_break (const Folder *self, const char *p)
{
  gboolean broken = FALSE;

  while (p < self->end && is_space (g_utf8_get_char (p)))
    {
      broken |= is_break (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return broken ? p : NULL;
}

/* Drops soft hyphens, and hyphens that a line break made; gives the end of what it took. */
static const char *
fold_hyphen (Folder *self, const char *p, gunichar c)
{
  const char *next = g_utf8_next_char (p);
  const char *rest;

  if (c != SOFT_HYPHEN && c != '-' && c != HYPHEN)
    return p;
  rest = skip_line_break (self, next);
  if (c == SOFT_HYPHEN)
    return rest != NULL ? rest : next;
  if (rest == NULL || self->space != NULL || !g_unichar_isalpha (self->last) ||
      !g_unichar_isalpha (char_at (self, rest)))
    return p;
  if (self->flags & BRV_FOLD_DOUBTFUL_HYPHENS)
    emit_sign (self, p, rest, "\302\255", self->last);
  return rest;
}

static const char *
fold_space (Folder *self, const char *p, gunichar c)
{
  const char *next = g_utf8_next_char (p);

  if (is_invisible (c))
    return next;
  if (!is_space (c))
    return p;
  if (self->space == NULL)
    {
      self->space = p;
      self->space_breaks = FALSE;
    }
  self->space_end = next;
  self->space_breaks |= is_break (c);
  return next;
}

static const char *
fold_dash (Folder *self, const char *p, gunichar c)
{
  const char *next = g_utf8_next_char (p);

  /* Two or three hyphens are a dash, as typewriters wrote it. */
  if (self->after_dash && self->space == NULL)
    return next;
  self->space = NULL;
  emit_sign (self, p, next, "-", c);
  self->after_dash = TRUE;
  return next;
}

/*
 * A guillemet with a space on its inner side is set in the French way. In the other way, as Danish and
 * German have it, the outer side may have a space, and what opens there closes here.
 */
static gboolean
opens_before_space (const Folder *self, gunichar c, const char *next)
{
  GUnicodeType before = g_unichar_type (self->last);

  return (c == 0x00AB || c == 0x2039) && is_space (char_at (self, next)) &&
         (self->space != NULL || self->last == 0 || before == G_UNICODE_OPEN_PUNCTUATION ||
          before == G_UNICODE_DASH_PUNCTUATION || is_double_mark (self->last));
}

static gboolean
closes_after_space (const Folder *self, gunichar c, const char *next)
{
  return (c == 0x00BB || c == 0x203A) && self->space != NULL &&
         !g_unichar_isalnum (char_at (self, next));
}

/* All marks look the same afterwards, but for those after a figure: 5' is not 5". */
static const char *
fold_mark (Folder *self, const char *p, gunichar c)
{
  const char *next = g_utf8_next_char (p);
  gboolean doubled = (c == '\'' || c == '`') && char_at (self, next) == c;
  gboolean after_figure = self->space == NULL && g_unichar_isdigit (self->last);
  gboolean opens;

  if (doubled)
    next++;
  opens = opens_before_space (self, c, next);
  if (closes_after_space (self, c, next))
    self->space = NULL;
  emit_sign (self, p, next, after_figure && is_single_mark (c) && !doubled ? "'" : "\"", c);
  self->after_opening = opens;
  return next;
}

static void
sort_marks (gunichar *chars, gsize n)
{
  /* Canonical Ordering Algorithm: Unicode Standard, 3.11, D109. */
  for (gsize i = 1; i < n; i++)
    {
      int class = g_unichar_combining_class (chars[i]);

      for (gsize j = i; class > 0 && j > 0 && g_unichar_combining_class (chars[j - 1]) > class; j--)
        {
          gunichar swapped = chars[j];

          chars[j] = chars[j - 1];
          chars[j - 1] = swapped;
        }
    }
}

static void
append_folded (Folder *self, gunichar c, char *folded, gsize *length)
{
  if ((self->flags & BRV_FOLD_MARKS) && g_unichar_ismark (c))
    return;
  if (self->flags & BRV_FOLD_CASE)
    {
      if (c == 0x00DF || c == 0x1E9E)
        {
          folded[(*length)++] = 's';
          c = 's';
        }
      /* By way of the capital, so that both small sigmas become one. */
      c = g_unichar_tolower (g_unichar_toupper (c));
    }
  *length += (gsize)g_unichar_to_utf8 (c, folded + *length);
}

/* A character with the marks on it. */
static const char *
fold_cluster (Folder *self, const char *p, gunichar c)
{
  gunichar chars[MAX_CLUSTER + MAX_MARKS * 4];
  char folded[sizeof chars / sizeof chars[0] * 6 + 1];
  gsize length = 0;
  gsize n = 1;
  const char *next = g_utf8_next_char (p);

  chars[0] = c;
  if (self->flags & (BRV_FOLD_COMPOSITION | BRV_FOLD_MARKS))
    {
      if (c >= 0xC0)
        n = g_unichar_fully_decompose (c, is_mere_form (c), chars,
                                       G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
      for (guint i = 0; i < MAX_MARKS && g_unichar_ismark (char_at (self, next)); i++)
        {
          n += g_unichar_fully_decompose (g_utf8_get_char (next), FALSE, chars + n, 4);
          next = g_utf8_next_char (next);
        }
      sort_marks (chars, n);
    }
  for (gsize i = 0; i < n; i++)
    append_folded (self, chars[i], folded, &length);
  settle_space (self, c);
  if (length == (gsize)(next - p) && memcmp (folded, p, length) == 0 &&
      g_utf8_next_char (p) == next)
    {
      add_segment (self, p, next, length, TRUE);
      g_string_append_len (self->out, folded, (gssize)length);
    }
  else if (length > 0)
    {
      emit (self, p, next, folded, length);
    }
  self->after_dash = FALSE;
  self->after_opening = FALSE;
  self->last = c;
  return next;
}

/* Folds one thing at @p; gives its end. */
static const char *
fold_one (Folder *self, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = p;

  if (self->flags & BRV_FOLD_HYPHENATION)
    next = fold_hyphen (self, p, c);
  if (next == p && (self->flags & BRV_FOLD_SPACE))
    next = fold_space (self, p, c);
  if (next > p || !(self->flags & BRV_FOLD_QUOTATION))
    return next > p ? next : fold_cluster (self, p, c);
  if (is_dash (c))
    return fold_dash (self, p, c);
  if (is_double_mark (c) || is_single_mark (c))
    return fold_mark (self, p, c);
  if (c == 0x2026)
    {
      emit_sign (self, p, g_utf8_next_char (p), "...", c);
      return g_utf8_next_char (p);
    }
  return fold_cluster (self, p, c);
}

/**
 * brv_fold_new:
 * @text: valid UTF-8
 * @length: its length in bytes, or -1 if it ends with NUL
 * @flags: what to forgive
 *
 * Folds a text so that texts which differ only in what @flags forgive become equal.
 *
 * Marks are decomposed canonically; of compatibility forms only ligatures, presentation and width
 * forms are resolved. A hyphen before a line break is dropped with the break where letters stand on
 * both sides. White space, also where it is doubled or broken, becomes one space, and none beside a
 * dash or where only some languages' typography sets one.
 *
 * Source: Unicode Standard Annex #15, Normalization Forms (NFD), by GLib's tables.
 *
 * Returns: (transfer full): the folded text with its map
 */
BrvFold *
brv_fold_new (const char *text, gssize length, BrvFoldFlags flags)
{
  gsize bytes;
  Folder folder = { flags, text, NULL };
  const char *p = text;
  BrvFold *self;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = length < 0 ? strlen (text) : (gsize)length;
  folder.end = text + bytes;
  folder.out = g_string_sized_new (bytes + 1);
  brv_fold_map_init (&folder.map);
  while (p < folder.end)
    {
      p = fold_plain (&folder, p);
      if (p < folder.end)
        p = fold_one (&folder, p);
    }
  if (folder.space != NULL)
    settle_space (&folder, 0);

  self = g_new0 (BrvFold, 1);
  self->length = folder.out->len;
  self->text = g_string_free (folder.out, FALSE);
  self->map = folder.map;
  return self;
}

/**
 * brv_fold_free:
 * @self: (transfer full): a folded text
 */
void
brv_fold_free (BrvFold *self)
{
  g_free (self->text);
  brv_fold_map_clear (&self->map);
  g_free (self);
}

/**
 * brv_fold_get_text:
 * @self: a folded text
 *
 * Returns: its characters
 */
const char *
brv_fold_get_text (const BrvFold *self)
{
  return self->text;
}

/**
 * brv_fold_get_length:
 * @self: a folded text
 *
 * Returns: its length in bytes
 */
gsize
brv_fold_get_length (const BrvFold *self)
{
  return self->length;
}

/**
 * brv_fold_to_original:
 * @self: a folded text
 * @folded: bytes of it
 *
 * Finds what became @folded. Where that begins or ends within something that was folded as a whole,
 * as half a ligature would, all of that is in it; dropped characters at its edges are not.
 *
 * Returns: bytes of the original text
 */
BrvRange
brv_fold_to_original (const BrvFold *self, BrvRange folded)
{
  return brv_fold_map_convert (&self->map, folded, TRUE);
}

/**
 * brv_fold_from_original:
 * @self: a folded text
 * @original: bytes of the text it was made from
 *
 * Returns: bytes of the folded text that @original became
 */
BrvRange
brv_fold_from_original (const BrvFold *self, BrvRange original)
{
  return brv_fold_map_convert (&self->map, original, FALSE);
}
