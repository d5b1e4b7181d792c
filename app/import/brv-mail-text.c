/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The plain text of a mail: flowed lines joined, and then every line told apart by what people and
 * their programs put before it: marks of quotation, signatures, the header of a mail that is
 * passed on.
 */

#include "config.h"

#include "import/brv-mail-text.h"

#include <string.h>

#include "import/brv-text-lines.h"

/* A line with more marks than this is no quotation. */
#define MAX_DEPTH 40
/* The lines of a header that mail programs put above what they pass on. */
#define MAX_HEADER_LINES 12
/* Mail programs wrap lines at a width between these, in characters. */
#define MIN_WRAP_CHARS 50
#define MAX_WRAP_CHARS 80
/* A list's own footer stands below a rule of at least so many strokes, and is short. */
#define MIN_RULE_STROKES 10
#define MAX_FOOTER_LINES 12

typedef enum
{
  LINES_OWN,
  LINES_QUOTED,
  LINES_LEFT_OUT,
} LinesKind;

/* Lines of one kind that follow each other. */
typedef struct
{
  BrvSourceBuilder *builder;
  BrvForwarded *forwarded; /* (nullable) */
  GPtrArray *lines;        /* of char *, borrowed */
  GString *run;
  glong width; /* that lines are wrapped at, in characters; 0: they are not */
  LinesKind kind;
  guint depth; /* of a quotation */
  gboolean has_own_text;
} Writer;

/**
 * brv_forwarded_clear:
 * @self: what brv_mail_text_write() filled
 *
 * Frees what @self holds.
 */
void
brv_forwarded_clear (BrvForwarded *self)
{
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->subject, g_free);
}

/* How many marks of quotation a line begins with, and where its text begins. */
static guint
count_marks (const char *line, gboolean flowed, const char **rest)
{
  guint depth = 0;
  const char *p = line;

  while (*p == '>' && depth < MAX_DEPTH)
    {
      depth++;
      p++;
      /* Programs that do not flow their lines put a space between the marks. */
      if (!flowed && p[0] == ' ' && p[1] == '>')
        p++;
    }
  *rest = p;
  return depth;
}

static void
append_marks (GString *out, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append_c (out, '>');
  if (depth > 0)
    g_string_append_c (out, ' ');
}

/**
 * brv_mail_text_unfold:
 * @text: (array length=length): the text of a mail, valid UTF-8
 * @length: bytes of it
 * @flowed: whether its part says format=flowed
 * @del_space: whether its part says delsp=yes
 *
 * Makes one line of each paragraph of a flowed text, and one form of the marks of quotation.
 *
 * Source: RFC 3676, §4.
 *
 * Returns: (transfer full): the text with lines ending in LF
 */
char *
brv_mail_text_unfold (const char *text, gsize length, gboolean flowed, gboolean del_space)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  GString *out = g_string_sized_new (length);
  gboolean open = FALSE; /* the line before goes on */
  guint depth_before = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = NULL;
      gsize n = strlen (lines[i]);
      guint depth = 0;
      gboolean is_signature = FALSE;

      while (n > 0 && lines[i][n - 1] == '\r')
        lines[i][--n] = '\0';
      depth = count_marks (lines[i], flowed, &rest);
      if (*rest == ' ' && (flowed || depth > 0))
        rest++;
      is_signature = g_str_equal (rest, "-- ");
      if (!open || depth != depth_before || is_signature)
        {
          if (i > 0)
            g_string_append_c (out, '\n');
          append_marks (out, depth);
        }
      g_string_append (out, rest);
      open = flowed && !is_signature && g_str_has_suffix (rest, " ");
      if (open && del_space)
        g_string_truncate (out, out->len - 1);
      depth_before = depth;
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\302\240")] == '\0';
}

/* "-----Original Message-----" and its like: strokes, words, strokes. */
static gboolean
is_forward_rule (const char *line)
{
  gsize length = strlen (line);
  gsize before = strspn (line, "- ");
  gsize after = 0;

  while (after < length && strchr ("- ", line[length - 1 - after]) != NULL)
    after++;
  return before >= 4 && after >= 4 && before + after < length && length < 100 &&
         line[before] != '>';
}

/* The names of a header's fields in the languages of mail programs. */
static const struct
{
  const char *name;
  gsize offset; /* in BrvForwarded, or NOTHING */
} header_names[] = {
#define NOTHING G_MAXSIZE
#define FROM    G_STRUCT_OFFSET (BrvForwarded, from)
#define DATE    G_STRUCT_OFFSET (BrvForwarded, date)
#define SUBJECT G_STRUCT_OFFSET (BrvForwarded, subject)
  { "From", FROM },
  { "Von", FROM },
  { "De", FROM },
  { "Da", FROM },
  { "Van", FROM },
  { "Från", FROM },
  { "Fra", FROM },
  { "Od", FROM },
  { "От", FROM },
  { "差出人", FROM },
  { "发件人", FROM },
  { "Date", DATE },
  { "Sent", DATE },
  { "Datum", DATE },
  { "Gesendet", DATE },
  { "Envoyé", DATE },
  { "Fecha", DATE },
  { "Enviado", DATE },
  { "Data", DATE },
  { "Inviato", DATE },
  { "Verzonden", DATE },
  { "Skickat", DATE },
  { "Sendt", DATE },
  { "Дата", DATE },
  { "Отправлено", DATE },
  { "日付", DATE },
  { "Subject", SUBJECT },
  { "Betreff", SUBJECT },
  { "Objet", SUBJECT },
  { "Asunto", SUBJECT },
  { "Oggetto", SUBJECT },
  { "Assunto", SUBJECT },
  { "Onderwerp", SUBJECT },
  { "Ämne", SUBJECT },
  { "Emne", SUBJECT },
  { "Temat", SUBJECT },
  { "Тема", SUBJECT },
  { "件名", SUBJECT },
  { "To", NOTHING },
  { "An", NOTHING },
  { "À", NOTHING },
  { "Para", NOTHING },
  { "A", NOTHING },
  { "Aan", NOTHING },
  { "Till", NOTHING },
  { "Til", NOTHING },
  { "Do", NOTHING },
  { "Кому", NOTHING },
  { "宛先", NOTHING },
  { "Cc", NOTHING },
  { "Bcc", NOTHING },
  { "Kopie", NOTHING },
  { "Копия", NOTHING },
  { "Reply-To", NOTHING },
  { "Antwort an", NOTHING },
  { "Importance", NOTHING },
  { "Priority", NOTHING },
  { "Attachments", NOTHING },
};

/* Whether a line is a field of a header; where, in the table and in the line. */
static gboolean
read_header_line (const char *line, guint *index, const char **value)
{
  g_autofree char *plain = NULL;
  const char *colon = NULL;
  gsize length = 0;

  line += strspn (line, " \t*");
  colon = strchr (line, ':');
  if (colon == NULL)
    return FALSE;
  length = (gsize)(colon - line);
  while (length > 0 && strchr (" \t*", line[length - 1]) != NULL)
    length--;
  plain = g_strndup (line, length);
  for (guint i = 0; i < G_N_ELEMENTS (header_names); i++)
    if (g_str_equal (header_names[i].name, plain))
      {
        *index = i;
        *value = colon + 1 + strspn (colon + 1, " \t*");
        return TRUE;
      }
  return FALSE;
}

/*
 * The lines of a header that begins at that line, 0 if none does: a sender and one field more at
 * least. Long fields go on in the next line.
 */
static guint
count_header_lines (const Writer *self, guint at)
{
  guint n_fields = 0;
  gboolean has_sender = FALSE;
  guint i = at;

  for (; i < self->lines->len && i < at + MAX_HEADER_LINES; i++)
    {
      const char *line = g_ptr_array_index (self->lines, i);
      guint field = 0;
      const char *value = NULL;

      if (is_blank (line))
        break;
      if (read_header_line (line, &field, &value))
        {
          n_fields++;
          has_sender = has_sender || header_names[field].offset == FROM;
        }
      else if (n_fields == 0)
        return 0;
    }
  return has_sender && n_fields >= 2 ? i - at : 0;
}

static void
take_header (Writer *self, guint at, guint n)
{
  for (guint i = at; i < at + n; i++)
    {
      guint field = 0;
      const char *value = NULL;
      char **slot = NULL;

      if (!read_header_line (g_ptr_array_index (self->lines, i), &field, &value) ||
          header_names[field].offset == NOTHING)
        continue;
      slot = G_STRUCT_MEMBER_P (self->forwarded, header_names[field].offset);
      if (*slot == NULL)
        *slot = g_strchomp (g_strdup (value));
    }
}

/* The width of a text that no line says is flowed: that of its longest line, if none is longer
 * than mail programs make them. */
static glong
find_width (const GPtrArray *lines)
{
  glong width = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      glong n = 0;

      line += strspn (line, "> ");
      n = g_utf8_strlen (line, -1);
      /* An address is not wrapped, however long it is. */
      if (n > MAX_WRAP_CHARS && strchr (line, ' ') != NULL)
        return 0;
      width = MAX (width, MIN (n, MAX_WRAP_CHARS));
    }
  return width >= MIN_WRAP_CHARS ? width : 0;
}

/* Whether a line ends because the next one's first word had no room in it. */
static gboolean
is_wrapped (const Writer *self, const char *line, const char *next)
{
  glong room = self->width - g_utf8_strlen (line, -1) - 1;
  gsize length = strlen (line);

  if (self->width == 0 || is_blank (next) || g_ascii_isspace (*next) || strchr (line, ' ') == NULL)
    return FALSE;
  if (g_utf8_strlen (line, -1) < MIN_WRAP_CHARS ||
      g_utf8_strlen (next, (gssize)strcspn (next, " ")) <= room)
    return FALSE;
  /* A line that ends a sentence may end a paragraph too. */
  return strchr (".:!?", line[length - 1]) == NULL || g_unichar_islower (g_utf8_get_char (next)) ||
         room < 6;
}

/* The lines gathered so far, those that were wrapped joined. */
static char *
join_wrapped (const Writer *self)
{
  g_auto (GStrv) lines = g_strsplit (self->run->str, "\n", -1);
  GString *joined = g_string_sized_new (self->run->len);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      g_string_append (joined, lines[i]);
      if (lines[i + 1] != NULL)
        g_string_append_c (joined, is_wrapped (self, lines[i], lines[i + 1]) ? ' ' : '\n');
    }
  return g_string_free (joined, FALSE);
}

/* Writes the lines gathered so far as blocks. */
static void
flush (Writer *self)
{
  g_autoptr (GPtrArray) units = NULL;

  if (self->kind == LINES_LEFT_OUT)
    brv_source_builder_add (self->builder, BRV_ROLE_FURNITURE, 0, FALSE, self->run->str, -1);
  else
    {
      g_autofree char *joined = join_wrapped (self);

      units = brv_text_lines_join (joined, strlen (joined));
      for (guint i = 0; i < units->len; i++)
        {
          const BrvTextUnit *unit = g_ptr_array_index (units, i);
          gboolean quoted = self->kind == LINES_QUOTED;
          BrvRole role = quoted ? BRV_ROLE_QUOTE : unit->role;

          brv_source_builder_add (self->builder, role, quoted ? self->depth : unit->level,
                                  role != BRV_ROLE_FURNITURE, unit->text, -1);
        }
    }
  g_string_truncate (self->run, 0);
}

static void
add_line (Writer *self, LinesKind kind, guint depth, const char *line)
{
  if (self->run->len > 0 && (kind != self->kind || depth != self->depth))
    flush (self);
  self->kind = kind;
  self->depth = depth;
  g_string_append (self->run, line);
  g_string_append_c (self->run, '\n');
  if (kind == LINES_OWN && !is_blank (line))
    self->has_own_text = TRUE;
}

static gboolean
is_rule (const char *line)
{
  gsize n = strspn (line, "_");

  return n >= MIN_RULE_STROKES && is_blank (line + n);
}

/* Where the signature or footer that begins at that line ends: at a quotation or another mail. */
static guint
find_signature_end (const Writer *self, guint at)
{
  guint i = at + 1;

  for (; i < self->lines->len; i++)
    {
      const char *line = g_ptr_array_index (self->lines, i);

      if (*line == '>' || is_forward_rule (line) || count_header_lines (self, i) > 0)
        break;
    }
  return i;
}

static gboolean
begins_signature (const Writer *self, guint at)
{
  const char *line = g_ptr_array_index (self->lines, at);

  if (g_str_equal (line, "-- ") || g_str_equal (line, "--"))
    return TRUE;
  return is_rule (line) && find_signature_end (self, at) - at <= MAX_FOOTER_LINES &&
         find_signature_end (self, at) == self->lines->len;
}

static guint
write_left_out (Writer *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    add_line (self, LINES_LEFT_OUT, 0, g_ptr_array_index (self->lines, i));
  return to;
}

/* Writes what begins at that line; returns the line after it. */
static guint
write_from (Writer *self, guint at)
{
  const char *line = g_ptr_array_index (self->lines, at);
  const char *rest = NULL;
  guint depth = count_marks (line, TRUE, &rest);
  guint first = at;
  guint n_header = 0;

  if (depth > 0)
    {
      add_line (self, LINES_QUOTED, depth, *rest == ' ' ? rest + 1 : rest);
      return at + 1;
    }
  if (begins_signature (self, at))
    return write_left_out (self, at, find_signature_end (self, at));
  if (is_forward_rule (line) || is_rule (line))
    for (first = at + 1;
         first < self->lines->len && is_blank (g_ptr_array_index (self->lines, first)); first++)
      ;
  n_header = first < self->lines->len ? count_header_lines (self, first) : 0;
  if (n_header > 0)
    {
      if (self->forwarded != NULL && !self->has_own_text)
        take_header (self, first, n_header);
      /* What follows is the mail that is passed on; a second header is not asked any more. */
      self->has_own_text = TRUE;
      return write_left_out (self, at, first + n_header);
    }
  add_line (self, LINES_OWN, 0, line);
  return at + 1;
}

/**
 * brv_mail_text_is_rule:
 * @text: a paragraph
 *
 * Returns: whether @text is a line that mail programs and lists draw, and no text
 */
gboolean
brv_mail_text_is_rule (const char *text)
{
  return is_rule (text) || is_forward_rule (text);
}

/**
 * brv_mail_text_is_plain:
 * @text: what brv_mail_text_unfold() returned
 *
 * Returns: whether @text has no line that only mails have, so that it can be read as an article
 */
gboolean
brv_mail_text_is_plain (const char *text)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (*line == '>' || g_str_has_prefix (line, "-- \n"))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_mail_text_read_header:
 * @text: a paragraph
 * @forwarded: (out): what its fields say, if they are the header of a mail that is passed on
 *
 * Returns: whether @text is such a header
 */
gboolean
brv_mail_text_read_header (const char *text, BrvForwarded *forwarded)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_HEADER_LINES + 2);
  g_autoptr (GPtrArray) borrowed = g_ptr_array_new ();
  Writer self = { .forwarded = forwarded, .lines = borrowed };
  guint first = 0;

  *forwarded = (BrvForwarded){ 0 };
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (borrowed, lines[i]);
  if (borrowed->len > 1 && is_forward_rule (lines[0]))
    first = 1;
  if (first >= borrowed->len || count_header_lines (&self, first) != borrowed->len - first)
    return FALSE;
  take_header (&self, first, borrowed->len - first);
  return TRUE;
}

/**
 * brv_mail_text_write:
 * @text: what brv_mail_text_unfold() returned
 * @builder: the builder to add blocks to
 * @forwarded: (out) (optional): the header of the mail that is passed on, where @text begins with
 *   one
 *
 * Adds the blocks of a mail: what its sender wrote, what it quotes as block quotes; signatures and
 * the headers of mails passed on are left out.
 */
void
brv_mail_text_write (const char *text, BrvSourceBuilder *builder, BrvForwarded *forwarded)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) borrowed = g_ptr_array_new ();
  g_autoptr (GString) run = g_string_new (NULL);
  Writer self = { .builder = builder, .forwarded = forwarded, .lines = borrowed, .run = run };

  g_return_if_fail (text != NULL);
  g_return_if_fail (builder != NULL);

  if (forwarded != NULL)
    *forwarded = (BrvForwarded){ 0 };
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (borrowed, lines[i]);
  self.width = find_width (borrowed);
  for (guint i = 0; i < borrowed->len;)
    i = write_from (&self, i);
  flush (&self);
}
