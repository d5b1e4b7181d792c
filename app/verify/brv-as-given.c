/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "verify/brv-locate-private.h"

#include "verify/brv-pattern.h"

/* A quote that was drafted elsewhere: its words are kept, brackets in it are read as alterations. */

typedef enum
{
  PIECE_TEXT,
  PIECE_ELISION,
  PIECE_INSERTION,
  PIECE_INITIAL,
} PieceKind;

/* A stretch of the given words; of a bracket without the brackets, but with a space it takes along. */
typedef struct
{
  PieceKind kind;
  char *text;
} Piece;

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_free (piece->text);
}

static void
add_piece (GArray *pieces, PieceKind kind, char *text)
{
  Piece piece = { kind, text };

  g_array_append_val (pieces, piece);
}

static void
add_text (GArray *pieces, const char *text, gsize length)
{
  if (length > 0)
    add_piece (pieces, PIECE_TEXT, g_strndup (text, length));
}

/* The end of a bracket that begins at @p, or NULL if it is none that an alteration can have. */
static const char *
find_bracket_end (const char *p, const char *source_text)
{
  const char *end = strpbrk (p + 1, "[]\n\r");
  g_autofree char *bracket = NULL;
  g_autofree char *inner = NULL;

  if (end == NULL || *end != ']')
    return NULL;
  inner = g_strstrip (g_strndup (p + 1, (gsize)(end - p - 1)));
  if (*inner == '\0')
    return NULL;
  /* Brackets of the source's own, as of a note's number, are words like any other. */
  bracket = g_strndup (p, (gsize)(end - p + 1));
  if (source_text != NULL && strstr (source_text, bracket) != NULL)
    return NULL;
  return end;
}

static gboolean
is_letter_at (const char *p)
{
  return g_unichar_isalpha (g_utf8_get_char (p));
}

static gboolean
is_letter_before (const char *start, const char *p)
{
  return p > start && is_letter_at (g_utf8_prev_char (p));
}

/*
 * Between words an insertion takes one of the two spaces along, so that the words around it stand as
 * in the source: "the [new] plan", "the plan [sic], he".
 */
static const char *
add_insertion (GArray *pieces, const char *start, const char *open, const char *close)
{
  gboolean space_before = open > start && open[-1] == ' ';
  gboolean space_after = close[1] == ' ';
  Piece *last = pieces->len > 0 ? &g_array_index (pieces, Piece, pieces->len - 1) : NULL;
  g_autofree char *inner = g_strndup (open + 1, (gsize)(close - open - 1));

  if (space_after && (space_before || open == start))
    {
      add_piece (pieces, PIECE_INSERTION, g_strconcat (inner, " ", NULL));
      return close + 2;
    }
  if (space_before && last != NULL && last->kind == PIECE_TEXT && !is_letter_at (close + 1))
    {
      last->text[strlen (last->text) - 1] = '\0';
      add_piece (pieces, PIECE_INSERTION, g_strconcat (" ", inner, NULL));
      return close + 1;
    }
  add_piece (pieces, PIECE_INSERTION, g_steal_pointer (&inner));
  return close + 1;
}

static const char *
add_bracket (GArray *pieces, const char *start, const char *open, const char *close)
{
  g_autofree char *inner = g_strndup (open + 1, (gsize)(close - open - 1));

  if (g_str_equal (inner, "…") || g_str_equal (inner, "..."))
    add_piece (pieces, PIECE_ELISION, g_steal_pointer (&inner));
  else if (g_utf8_strlen (inner, -1) == 1 && is_letter_at (inner) && is_letter_at (close + 1) &&
           !is_letter_before (start, open))
    add_piece (pieces, PIECE_INITIAL, g_steal_pointer (&inner));
  else
    return add_insertion (pieces, start, open, close);
  return close + 1;
}

static GArray *
parse (const char *given, const char *source_text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const char *from = given;
  const char *p = given;

  g_array_set_clear_func (pieces, clear_piece);
  while ((p = strchr (p, '[')) != NULL)
    {
      const char *close = find_bracket_end (p, source_text);

      if (close == NULL)
        {
          p++;
          continue;
        }
      add_text (pieces, from, (gsize)(p - from));
      p = add_bracket (pieces, given, p, close);
      from = p;
    }
  add_text (pieces, from, strlen (from));
  return pieces;
}

static gboolean
has_alterations (GArray *pieces)
{
  return pieces->len > 1 ||
         (pieces->len == 1 && g_array_index (pieces, Piece, 0).kind != PIECE_TEXT);
}

static BrvPattern *
make_pattern (GArray *pieces)
{
  BrvPattern *pattern = brv_pattern_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->kind == PIECE_TEXT)
        brv_pattern_add_text (pattern, piece->text, strlen (piece->text));
      else if (piece->kind == PIECE_INITIAL)
        brv_pattern_add_initial (pattern, piece->text, strlen (piece->text));
      else if (piece->kind == PIECE_ELISION)
        brv_pattern_add_gap (pattern);
    }
  return pattern;
}

/* What the source says between two parts of the quote, without the spaces that stand there anyway. */
static char *
get_elided (const BrvSource *source, GArray *ranges, guint n_before)
{
  BrvRange gap;

  if (source == NULL || ranges == NULL || n_before == 0 || n_before >= ranges->len)
    return g_strdup ("");
  gap.start = g_array_index (ranges, BrvRange, n_before - 1).end;
  gap.end = g_array_index (ranges, BrvRange, n_before).start;
  return g_strstrip (g_strndup (brv_source_get_text (source) + gap.start, brv_range_length (gap)));
}

/* The source's own letter where a part begins with it, else the one that was changed. */
static char *
get_initial (
  const BrvSource *source, GArray *ranges, guint part, gboolean begins, const char *given)
{
  gunichar letter = g_utf8_get_char (given);
  gunichar other =
    g_unichar_islower (letter) ? g_unichar_totitle (letter) : g_unichar_tolower (letter);
  char utf8[7] = { 0 };

  if (source != NULL && ranges != NULL && begins && part < ranges->len)
    {
      gunichar there = g_utf8_get_char (brv_source_get_text (source) +
                                        g_array_index (ranges, BrvRange, part).start);

      if (there == letter)
        other = letter;
    }
  g_unichar_to_utf8 (other, utf8);
  return g_strdup (utf8);
}

static gboolean
has_words (const GString *text, gsize from)
{
  for (gsize i = from; i < text->len; i++)
    {
      if (!g_ascii_isspace (text->str[i]))
        return TRUE;
    }
  return FALSE;
}

/* Makes the quote that shows the pieces; where its parts are known, with what stands between them. */
static BrvQuote *
build (GArray *pieces, const BrvAnchor *anchor, const BrvSource *source, GArray *ranges)
{
  g_autoptr (GString) exact = g_string_new (NULL);
  g_autoptr (GArray) alterations = g_array_new (FALSE, FALSE, sizeof (BrvAlteration));
  gsize part_start = 0;
  guint n_parts = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      BrvAlteration alteration = { BRV_ALTERATION_INSERTION, { exact->len, 0 }, piece->text };
      g_autofree char *there = NULL;
      gboolean begins = !has_words (exact, part_start);

      switch (piece->kind)
        {
        case PIECE_ELISION:
          n_parts += begins ? 0 : 1;
          there = get_elided (source, ranges, begins ? 0 : n_parts);
          alteration.kind = BRV_ALTERATION_ELISION;
          alteration.text = g_str_equal (piece->text, "...") ? piece->text : NULL;
          break;
        case PIECE_INITIAL:
          there = get_initial (source, ranges, n_parts, begins, piece->text);
          alteration.kind = BRV_ALTERATION_INITIAL;
          break;
        case PIECE_INSERTION:
          break;
        case PIECE_TEXT:
        default:
          g_string_append (exact, piece->text);
          continue;
        }
      g_string_append (exact, there != NULL ? there : "");
      alteration.range.end = exact->len;
      g_array_append_val (alterations, alteration);
      if (piece->kind == PIECE_ELISION)
        part_start = exact->len;
    }
  return brv_quote_new_altered (anchor, exact->str,
                                (const BrvAlteration *)(gconstpointer)alterations->data,
                                alterations->len, NULL);
}

/* A quote that shows @given to the letter, with alterations where it can be, else without. */
static BrvQuote *
build_shown (const char *given,
             GArray *pieces,
             const BrvAnchor *anchor,
             const BrvSource *source,
             GArray *ranges)
{
  g_autoptr (BrvQuote) quote = build (pieces, anchor, source, ranges);

  if (quote != NULL && g_str_equal (brv_text_get_utf8 (brv_quote_get_shown (quote)), given))
    return g_steal_pointer (&quote);
  return brv_quote_new (anchor, given);
}

typedef struct
{
  const BrvBrief *brief;
  const char *given;
  const BrvLocateOptions *options;
} Draft;

static gboolean
is_wanted (const Draft *draft, const BrvSource *source)
{
  return draft->options == NULL || brv_id_is_none (draft->options->source_id) ||
         brv_id_equal (draft->options->source_id, brv_source_get_id (source));
}

static BrvQuote *
take_words (const Draft *draft)
{
  g_autoptr (GArray) matches = brv_locate_all (draft->brief, draft->given, draft->options);
  guint nth = draft->options != NULL ? draft->options->nth : 0;
  const BrvMatch *match;
  const BrvSource *source;
  g_autoptr (BrvAnchor) anchor = NULL;

  if (matches->len == 0 || nth > matches->len)
    return NULL;
  match = &g_array_index (matches, BrvMatch, nth > 0 ? nth - 1 : 0);
  source = brv_brief_lookup_source (draft->brief, match->source_id);
  anchor = brv_locate_make_anchor (source, match->range);
  return brv_quote_new (anchor, draft->given);
}

/* The first source that has all that stands outside of the brackets. */
static BrvQuote *
take_altered (const Draft *draft)
{
  for (guint i = 0; i < brv_brief_get_n_sources (draft->brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (draft->brief, i);
      g_autoptr (GArray) pieces = NULL;
      g_autoptr (BrvPattern) pattern = NULL;
      g_autoptr (BrvSourceIndex) index = NULL;
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (BrvRange));
      g_autoptr (BrvAnchor) anchor = NULL;

      if (!is_wanted (draft, source))
        continue;
      pieces = parse (draft->given, brv_source_get_text (source));
      if (!has_alterations (pieces))
        continue;
      pattern = make_pattern (pieces);
      index = brv_source_index_new (source);
      if (!brv_pattern_match (pattern, index, G_MAXSIZE, ranges))
        continue;
      anchor = brv_locate_make_anchor (
        source, (BrvRange){ g_array_index (ranges, BrvRange, 0).start,
                            g_array_index (ranges, BrvRange, ranges->len - 1).end });
      return build_shown (draft->given, pieces, anchor, source, ranges);
    }
  return NULL;
}

/* Where the most of its words stand, or else what was said to stand beside it. */
static BrvQuote *
take_misquoted (const Draft *draft)
{
  g_autoptr (GArray) pieces = parse (draft->given, NULL);
  g_autoptr (BrvPattern) pattern = make_pattern (pieces);
  g_auto (BrvPassage) prefix = { NULL };
  g_auto (BrvPassage) suffix = { NULL };
  const BrvSource *best = NULL;
  BrvRange place = { 0, 0 };
  guint most = 0;
  g_autoptr (BrvAnchor) anchor = NULL;

  brv_passage_init (&prefix, draft->options && draft->options->prefix ? draft->options->prefix : "",
                    -1);
  brv_passage_init (&suffix, draft->options && draft->options->suffix ? draft->options->suffix : "",
                    -1);
  for (guint i = 0; i < brv_brief_get_n_sources (draft->brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (draft->brief, i);
      g_autoptr (BrvSourceIndex) index = NULL;
      BrvRange range;
      guint n_common;

      if (!is_wanted (draft, source))
        continue;
      index = brv_source_index_new (source);
      if (brv_pattern_place (pattern, index, &n_common, &range)
            ? n_common > most
            : best == NULL &&
                brv_source_index_place_between (index, &prefix, &suffix,
                                                brv_pattern_get_n_words (pattern), 0, &range))
        {
          best = source;
          place = range;
          most = MAX (most, n_common);
        }
    }
  if (best == NULL)
    return NULL;
  anchor = brv_locate_make_anchor (best, place);
  return build_shown (draft->given, pieces, anchor, NULL, NULL);
}

/**
 * brv_locate_take_as_given:
 * @brief: a brief
 * @given: the words of a quote that was drafted elsewhere, not empty
 * @options: (nullable): what narrows the search down
 *
 * Takes a quote over letter for letter, at the best place found in the brief's sources. In it […],
 * [...], [t]he and [word] are read as alterations, unless the source has the brackets itself; a bare …
 * is not. What such a quote is worth is for brv_verify_quote() to say.
 *
 * Returns: (transfer full): the quote, which shows @given; without a source if it has no place
 */
BrvQuote *
brv_locate_take_as_given (const BrvBrief *brief, const char *given, const BrvLocateOptions *options)
{
  Draft draft = { brief, given, options };
  BrvQuote *quote;
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (BrvAnchor) anchor = NULL;

  g_return_val_if_fail (brief != NULL && given != NULL && *given != '\0', NULL);

  quote = take_words (&draft);
  if (quote == NULL)
    quote = take_altered (&draft);
  if (quote == NULL)
    quote = take_misquoted (&draft);
  if (quote != NULL)
    return quote;
  pieces = parse (given, NULL);
  anchor = brv_anchor_new (options != NULL ? options->source_id : BRV_ID_NONE, NULL,
                           (BrvRange){ 0, 0 }, options != NULL ? options->prefix : NULL,
                           options != NULL ? options->suffix : NULL, NULL);
  return build_shown (given, pieces, anchor, NULL, NULL);
}
