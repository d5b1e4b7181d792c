/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "export/brv-pdf-content.h"
#include "export/brv-pdf-lexer.h"
#include "export/brv-pdf-structure.h"

/*
 * Cairo marks each leaf with a number of its own, and inside it, as spans, glyphs whose text
 * their font does not tell. Readers disagree about nested marks, so the rewritten page has none:
 * a sequence is opened just before something is painted, ends with its text object, and gives way
 * to the sequence of a span. What no leaf claims is an artifact.
 */

typedef enum
{
  MARK_LEAF,
  MARK_SPAN,
  MARK_OTHER,
} MarkKind;

typedef struct
{
  MarkKind kind;
  guint leaf;        /* of LEAF */
  guint outer_leaf;  /* the leaf around it */
  const char *text;  /* of SPAN: its hexadecimal digits in the stream */
  gsize text_length; /* 0: the span is not kept */
} Mark;

typedef struct
{
  const BrvPdfPageFacts *facts;
  GString *out;
  GArray *marks;       /* guint: the leaf of each mark written */
  GArray *stack;       /* Mark: cairo's marks that are open */
  guint leaf;          /* the innermost of them */
  guint n_images_left; /* of the facts' images: those not yet painted */
  BrvPdfToUnicode *font;
  gboolean is_open; /* a sequence is, for the innermost mark */
  gboolean in_path;
  gsize path_at; /* where the path begins in out */
} Rewriter;

static gboolean
operation_is (const BrvPdfOperation *operation, const char *name)
{
  return brv_pdf_token_is (&operation->name, name);
}

static gboolean
operation_is_any (const BrvPdfOperation *operation, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      if (operation_is (operation, *names))
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows_text (const BrvPdfOperation *operation)
{
  static const char *const names[] = { "Tj", "TJ", "'", "\"", NULL };

  return operation_is_any (operation, names);
}

static gboolean
paints_path (const BrvPdfOperation *operation)
{
  static const char *const names[] = { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", NULL };

  return operation_is_any (operation, names);
}

static gboolean
begins_marks (const BrvPdfOperation *operation)
{
  return operation_is (operation, "BDC") || operation_is (operation, "BMC");
}

/* Finds what follows a key among an operation's operands. */
static gboolean
find_operand (const BrvPdfOperation *operation, const char *key, BrvPdfToken *value)
{
  BrvPdfLexer lexer;
  BrvPdfToken token;

  brv_pdf_lexer_init (&lexer, operation->start, (gsize)(operation->end - operation->start));
  while (brv_pdf_lexer_next_token (&lexer, &token))
    {
      if (brv_pdf_token_is (&token, key))
        return brv_pdf_lexer_next_token (&lexer, value);
    }
  return FALSE;
}

static BrvPdfToUnicode *
find_font (GHashTable *fonts, const BrvPdfOperation *set_font)
{
  BrvPdfLexer lexer;
  BrvPdfToken token;
  g_autofree char *name = NULL;

  brv_pdf_lexer_init (&lexer, set_font->start, (gsize)(set_font->end - set_font->start));
  if (!brv_pdf_lexer_next_token (&lexer, &token))
    return NULL;
  name = g_strndup (token.start, (gsize)(token.end - token.start));
  return g_hash_table_lookup (fonts, name);
}

/* Calls @func with each code that an operation shows; @bytes is room to work in. */
static void
foreach_code (const BrvPdfOperation *operation,
              const BrvPdfToUnicode *font,
              GByteArray *bytes,
              void (*func) (guint code, gpointer user_data),
              gpointer user_data)
{
  guint n_bytes = brv_pdf_to_unicode_get_bytes_per_code (font);
  BrvPdfLexer lexer;
  BrvPdfToken token;

  g_byte_array_set_size (bytes, 0);
  brv_pdf_lexer_init (&lexer, operation->start, (gsize)(operation->end - operation->start));
  while (brv_pdf_lexer_next_token (&lexer, &token))
    {
      if (brv_pdf_token_is_string (&token))
        brv_pdf_token_decode_string (&token, bytes);
    }
  for (guint i = 0; i + n_bytes <= bytes->len; i += n_bytes)
    func (n_bytes == 1 ? bytes->data[i] : (guint)bytes->data[i] << 8 | bytes->data[i + 1],
          user_data);
}

/* What a span shows. */
typedef struct
{
  BrvPdfToUnicode *font; /* of its last glyph */
  guint code;
  guint n_codes;
} SpanContent;

static void
count_code (guint code, gpointer user_data)
{
  SpanContent *content = user_data;

  content->code = code;
  content->n_codes++;
}

/* Looks ahead from behind a span's beginning to its end. */
static SpanContent
inspect_span (BrvPdfLexer lexer, GHashTable *fonts, BrvPdfToUnicode *font)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  SpanContent content = { .font = font };
  BrvPdfOperation operation;

  while (brv_pdf_lexer_next (&lexer, &operation) && !operation_is (&operation, "EMC"))
    {
      if (operation_is (&operation, "Tf"))
        font = find_font (fonts, &operation);
      if (shows_text (&operation) && font != NULL)
        {
          content.font = font;
          foreach_code (&operation, font, bytes, count_code, &content);
        }
    }
  return content;
}

/* The text of a span without its byte order mark, in lower case; NULL if the mark is no span. */
static char *
get_span_text (const BrvPdfOperation *operation)
{
  BrvPdfToken value;
  g_autofree char *digits = NULL;

  if (!find_operand (operation, "/ActualText", &value) || value.start[0] != '<')
    return NULL;
  digits = g_ascii_strdown (value.start + 1, value.end - value.start - 2);
  return g_strdup (g_str_has_prefix (digits, "feff") ? digits + 4 : digits);
}

typedef struct
{
  BrvPdfToUnicode *font;
  const char *text;
} Observer;

static void
observe_code (guint code, gpointer user_data)
{
  const Observer *observer = user_data;

  brv_pdf_to_unicode_observe (observer->font, code, observer->text);
}

/**
 * brv_pdf_content_observe:
 * @stream: a page's content as cairo wrote it
 * @length: its length in bytes
 * @fonts: (element-type utf8 BrvPdfToUnicode): the page's fonts by the names of their resources
 *
 * Tells each font how the page uses its codes, for brv_pdf_to_unicode_settle().
 */
void
brv_pdf_content_observe (const char *stream, gsize length, GHashTable *fonts)
{
  BrvPdfLexer lexer;
  BrvPdfOperation operation;
  Observer observer = { NULL, NULL };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *span_text = NULL;

  brv_pdf_lexer_init (&lexer, stream, length);
  while (brv_pdf_lexer_next (&lexer, &operation))
    {
      if (operation_is (&operation, "Tf"))
        {
          observer.font = find_font (fonts, &operation);
        }
      else if (begins_marks (&operation))
        {
          g_free (span_text);
          span_text = get_span_text (&operation);
          if (span_text == NULL || inspect_span (lexer, fonts, observer.font).n_codes == 1)
            observer.text = span_text;
          else
            observer.text = ""; /* of several glyphs none has this text */
        }
      else if (operation_is (&operation, "EMC"))
        {
          observer.text = NULL;
        }
      else if (shows_text (&operation) && observer.font != NULL)
        {
          foreach_code (&operation, observer.font, bytes, observe_code, &observer);
        }
    }
}

/* A span that is not kept is as if it were not there. */
static gboolean
has_sequence (const Mark *mark)
{
  return mark->kind == MARK_LEAF || (mark->kind == MARK_SPAN && mark->text_length > 0);
}

static const Mark *
get_span (const Rewriter *self)
{
  const Mark *top;

  if (self->stack->len == 0)
    return NULL;
  top = &g_array_index (self->stack, Mark, self->stack->len - 1);
  return top->kind == MARK_SPAN && has_sequence (top) ? top : NULL;
}

static gboolean
is_artifact (const Rewriter *self, guint leaf)
{
  return leaf == BRV_PDF_NO_LEAF ||
         g_array_index (self->facts->draft->leaves, BrvPdfLeaf, leaf).node == BRV_NODE_ARTIFACT;
}

/* Writes how a sequence begins; gives it the next number unless it is an artifact's. */
static char *
make_beginning (Rewriter *self, guint leaf, const Mark *span)
{
  guint number = self->marks->len;
  guint node;

  if (is_artifact (self, leaf))
    return g_strdup ("/Artifact BMC\n");
  g_array_append_val (self->marks, leaf);
  if (span != NULL)
    return g_strdup_printf ("/Span <</MCID %u /ActualText %.*s>> BDC\n", number,
                            (int)span->text_length, span->text);
  node = g_array_index (self->facts->draft->leaves, BrvPdfLeaf, leaf).node;
  return g_strdup_printf ("/%s <</MCID %u>> BDC\n",
                          brv_pdf_structure_get_type (self->facts->draft->pages, node), number);
}

static void
close_sequence (Rewriter *self)
{
  if (self->is_open)
    g_string_append (self->out, "EMC\n");
  self->is_open = FALSE;
}

static void
open_sequence (Rewriter *self)
{
  g_autofree char *beginning = NULL;

  if (self->is_open)
    return;
  beginning = make_beginning (self, self->leaf, get_span (self));
  g_string_append (self->out, beginning);
  self->is_open = TRUE;
}

/* Encloses what was written from @at on. */
static void
enclose (Rewriter *self, gsize at, guint leaf)
{
  g_autofree char *beginning = make_beginning (self, leaf, NULL);

  g_string_insert (self->out, (gssize)at, beginning);
  g_string_append (self->out, "EMC\n");
}

static void
push_mark (Rewriter *self, const BrvPdfOperation *operation, BrvPdfLexer after)
{
  Mark mark = { .kind = MARK_OTHER, .outer_leaf = self->leaf };
  g_autofree char *text = get_span_text (operation);
  BrvPdfToken value;

  if (find_operand (operation, "/MCID", &value))
    {
      guint64 number = g_ascii_strtoull (value.start, NULL, 10);

      mark.kind = MARK_LEAF;
      mark.leaf = number < self->facts->leaves->len
                    ? g_array_index (self->facts->leaves, guint, number)
                    : BRV_PDF_NO_LEAF;
      self->leaf = mark.leaf;
    }
  else if (text != NULL)
    {
      SpanContent content = inspect_span (after, self->facts->fonts, self->font);

      mark.kind = MARK_SPAN;
      if (content.n_codes > 1 ||
          (content.n_codes == 1 && !brv_pdf_to_unicode_tells (content.font, content.code, text)))
        {
          find_operand (operation, "/ActualText", &value);
          mark.text = value.start;
          mark.text_length = (gsize)(value.end - value.start);
        }
    }
  if (has_sequence (&mark))
    close_sequence (self);
  g_array_append_val (self->stack, mark);
}

static void
pop_mark (Rewriter *self)
{
  const Mark *top;

  if (self->stack->len == 0)
    return;
  top = &g_array_index (self->stack, Mark, self->stack->len - 1);
  if (has_sequence (top))
    close_sequence (self);
  self->leaf = top->outer_leaf;
  g_array_set_size (self->stack, self->stack->len - 1);
}

static void
copy_operation (Rewriter *self, const BrvPdfOperation *operation)
{
  g_string_append_len (self->out, operation->start, operation->end - operation->start);
  g_string_append_c (self->out, '\n');
}

/* A colour without hue becomes a grey, which a printer sets in black alone. */
static gboolean
copy_as_grey (Rewriter *self, const BrvPdfOperation *operation)
{
  BrvPdfLexer lexer;
  BrvPdfToken values[4];
  g_autofree char *first = NULL;

  brv_pdf_lexer_init (&lexer, operation->start, (gsize)(operation->end - operation->start));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (!brv_pdf_lexer_next_token (&lexer, &values[i]))
        return FALSE;
    }
  first = g_strndup (values[0].start, (gsize)(values[0].end - values[0].start));
  if (!brv_pdf_token_is (&values[1], first) || !brv_pdf_token_is (&values[2], first))
    return FALSE;
  g_string_append_printf (self->out, "%s %s\n", first,
                          brv_pdf_token_is (&values[3], "rg") ? "g" : "G");
  return TRUE;
}

static guint
take_image_leaf (Rewriter *self)
{
  const GArray *images = self->facts->images;

  if (self->leaf != BRV_PDF_NO_LEAF &&
      !g_array_index (self->facts->draft->leaves, BrvPdfLeaf, self->leaf).is_image)
    return self->leaf; /* a glyph that cairo turned into a picture */
  if (self->n_images_left == 0)
    return self->leaf;
  return g_array_index (images, guint, images->len - self->n_images_left--);
}

static void
rewrite_painting (Rewriter *self, const BrvPdfOperation *operation)
{
  gsize at = self->out->len;

  if (operation_is (operation, "m") || operation_is (operation, "re"))
    {
      if (!self->in_path)
        self->path_at = at;
      self->in_path = TRUE;
      copy_operation (self, operation);
      return;
    }
  copy_operation (self, operation);
  if (paints_path (operation))
    enclose (self, self->in_path ? self->path_at : at, self->leaf);
  else if (operation_is (operation, "Do") || operation_is (operation, "EI"))
    enclose (self, at, take_image_leaf (self));
  else if (operation_is (operation, "sh"))
    enclose (self, at, self->leaf);
  if (paints_path (operation) || operation_is (operation, "n"))
    self->in_path = FALSE;
}

static void
rewrite_operation (Rewriter *self, const BrvPdfOperation *operation, BrvPdfLexer after)
{
  if (begins_marks (operation))
    {
      push_mark (self, operation, after);
    }
  else if (operation_is (operation, "EMC"))
    {
      pop_mark (self);
    }
  else if (operation_is (operation, "ET"))
    {
      close_sequence (self);
      copy_operation (self, operation);
    }
  else if (shows_text (operation))
    {
      open_sequence (self);
      copy_operation (self, operation);
    }
  else if (operation_is (operation, "rg") || operation_is (operation, "RG"))
    {
      if (!copy_as_grey (self, operation))
        copy_operation (self, operation);
    }
  else
    {
      if (operation_is (operation, "Tf"))
        self->font = find_font (self->facts->fonts, operation);
      rewrite_painting (self, operation);
    }
}

/**
 * brv_pdf_content_rewrite:
 * @facts: what is known of the page; its fonts are settled
 * @stream: its content as cairo wrote it
 * @length: the content's length in bytes
 * @marks: (element-type guint): an empty array, which becomes the leaf of each mark by its number
 *
 * Rewrites a page's content so that everything painted is in exactly one marked sequence: a leaf's,
 * or an artifact's.
 *
 * Source: ISO 32000-1 §14.6 (marked content), §14.8.2.2 (artifacts), §14.9.4 (ActualText).
 *
 * Returns: (transfer full): the content
 */
GString *
brv_pdf_content_rewrite (const BrvPdfPageFacts *facts,
                         const char *stream,
                         gsize length,
                         GArray *marks)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Mark));
  Rewriter rewriter = { .facts = facts, .marks = marks, .stack = stack, .leaf = BRV_PDF_NO_LEAF };
  BrvPdfLexer lexer;
  BrvPdfOperation operation;

  g_return_val_if_fail (facts != NULL && marks != NULL, NULL);

  rewriter.out = g_string_sized_new (length + length / 4);
  rewriter.n_images_left = facts->images->len;
  brv_pdf_lexer_init (&lexer, stream, length);
  while (brv_pdf_lexer_next (&lexer, &operation))
    rewrite_operation (&rewriter, &operation, lexer);
  close_sequence (&rewriter);
  return rewriter.out;
}
