/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Detection looks at the bytes. A name decides only between two readings of the same text:
 * whether "# Note" is Markdown or just a line.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "import/brv-detect.h"

/* How far into a text the marks of its kind are looked for. */
#define SNIFF_BYTES 65536
/* In text without a byte order mark, more control characters than one in this many bytes mean
 * that it is none. */
#define BYTES_PER_CONTROL 100
/* How many different kinds of mark-up make a text Markdown where its name does not say so. */
#define MARKDOWN_KINDS 2

typedef struct
{
  BrvFormat format;
  gsize offset;
  gsize length;
  const char *bytes;
} Magic;

/* Source: the formats' own specifications, as collected in the shared-mime-info database. */
static const Magic magics[] = {
  { BRV_FORMAT_ZIP, 0, 4, "PK\003\004" },
  { BRV_FORMAT_ZIP, 0, 4, "PK\005\006" },
  { BRV_FORMAT_OFFICE, 0, 8, "\320\317\021\340\241\261\032\341" },
  { BRV_FORMAT_RTF, 0, 5, "{\\rtf" },
  { BRV_FORMAT_DATABASE, 0, 16, "SQLite format 3\0" },
  { BRV_FORMAT_ARCHIVE, 0, 2, "\037\213" },
  { BRV_FORMAT_ARCHIVE, 0, 3, "BZh" },
  { BRV_FORMAT_ARCHIVE, 0, 6,
    "\375"
    "7zXZ\0" },
  { BRV_FORMAT_ARCHIVE, 0, 4, "\050\265\057\375" },
  { BRV_FORMAT_ARCHIVE, 0, 6, "7z\274\257\047\034" },
  { BRV_FORMAT_ARCHIVE, 0, 4, "Rar!" },
  { BRV_FORMAT_ARCHIVE, 257, 5, "ustar" },
  { BRV_FORMAT_IMAGE, 0, 8, "\211PNG\r\n\032\n" },
  { BRV_FORMAT_IMAGE, 0, 3, "\377\330\377" },
  { BRV_FORMAT_IMAGE, 0, 4, "GIF8" },
  { BRV_FORMAT_IMAGE, 8, 4, "WEBP" },
  { BRV_FORMAT_IMAGE, 0, 4, "II*\0" },
  { BRV_FORMAT_IMAGE, 0, 4, "MM\0*" },
  { BRV_FORMAT_IMAGE, 4, 8, "ftypavif" },
  { BRV_FORMAT_IMAGE, 4, 8, "ftypheic" },
  { BRV_FORMAT_MEDIA, 4, 4, "ftyp" },
  { BRV_FORMAT_MEDIA, 0, 4, "OggS" },
  { BRV_FORMAT_MEDIA, 0, 4, "fLaC" },
  { BRV_FORMAT_MEDIA, 0, 3, "ID3" },
  { BRV_FORMAT_MEDIA, 0, 4, "RIFF" },
  { BRV_FORMAT_MEDIA, 0, 4, "\032\105\337\243" },
  { BRV_FORMAT_PROGRAM, 0, 4, "\177ELF" },
  { BRV_FORMAT_PROGRAM, 0, 4, "\312\376\272\276" },
  { BRV_FORMAT_PROGRAM, 0, 4, "\0asm" },
  { BRV_FORMAT_FONT, 0, 4, "OTTO" },
  { BRV_FORMAT_FONT, 0, 5, "\0\001\0\0\0" },
  { BRV_FORMAT_FONT, 0, 4, "wOF2" },
};

typedef struct
{
  const char *media_type;
  const char *description;
  const char *advice; /* what to do with a file of a format that cannot be read */
} Naming;

static const Naming namings[BRV_N_FORMATS] = {
  [BRV_FORMAT_TEXT] = { "text/plain", N_ ("a plain text"), NULL },
  [BRV_FORMAT_MARKDOWN] = { "text/markdown", N_ ("a Markdown text"), NULL },
  [BRV_FORMAT_HTML] = { "text/html", N_ ("a web page"), NULL },
  [BRV_FORMAT_PDF] = { "application/pdf", N_ ("a PDF document"),
                       N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_ZIP] = { "application/zip", N_ ("a ZIP archive"),
                       N_ ("Unpack it and import the files in it.") },
  [BRV_FORMAT_DOCX] = { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        N_ ("a Word document"), N_ ("Save it as a web page and import that.") },
  [BRV_FORMAT_ODT] = { "application/vnd.oasis.opendocument.text", N_ ("an OpenDocument text"),
                       N_ ("Save it as a web page and import that.") },
  [BRV_FORMAT_EPUB] = { "application/epub+zip", N_ ("an EPUB book"),
                        N_ ("Save its text as a web page and import that.") },
  [BRV_FORMAT_OFFICE] = { "application/x-ole-storage", N_ ("an old Office document"),
                          N_ ("Save it as a web page and import that.") },
  [BRV_FORMAT_RTF] = { "application/rtf", N_ ("a rich text document"),
                       N_ ("Save it as a web page and import that.") },
  [BRV_FORMAT_MHTML] = { "multipart/related", N_ ("a web archive"),
                         N_ ("Save the page as HTML and import that.") },
  [BRV_FORMAT_MAIL] = { "message/rfc822", N_ ("a mail"),
                        N_ ("Save its text as a text file and import that.") },
  [BRV_FORMAT_FEED] = { "application/rss+xml", N_ ("a news feed"),
                        N_ ("Save the page of one entry and import that.") },
  [BRV_FORMAT_XML] = { "application/xml", N_ ("an XML document"),
                       N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_JSON] = { "application/json", N_ ("a JSON file"),
                        N_ ("Save its text as a text file or web page and import that.") },
  [BRV_FORMAT_ARCHIVE] = { "application/x-archive", N_ ("a compressed file or archive"),
                           N_ ("Unpack it and import the files in it.") },
  [BRV_FORMAT_IMAGE] = { "image/*", N_ ("an image"), N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_MEDIA] = { "video/*", N_ ("an audio or video file"),
                         N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_PROGRAM] = { "application/x-executable", N_ ("a program"),
                           N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_DATABASE] = { "application/vnd.sqlite3", N_ ("a database"),
                            N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_FONT] = { "font/*", N_ ("a font"), N_ ("It holds no text to quote from.") },
  [BRV_FORMAT_BINARY] = { "application/octet-stream", N_ ("a file of unknown binary data"),
                          N_ ("Only texts, Markdown files and web pages can be imported.") },
};

/* Finds NUL-terminated needle in the first bytes, whatever its case. */
static const char *
find_early (const guint8 *data, gsize length, const char *needle)
{
  gsize n = strlen (needle);

  for (gsize i = 0; i + n <= MIN (length, SNIFF_BYTES); i++)
    if (g_ascii_strncasecmp ((const char *)data + i, needle, n) == 0)
      return (const char *)data + i;
  return NULL;
}

static BrvFormat
detect_zip (const guint8 *data, gsize length)
{
  if (find_early (data, length, "application/epub+zip") != NULL)
    return BRV_FORMAT_EPUB;
  if (find_early (data, length, "application/vnd.oasis.opendocument.text") != NULL)
    return BRV_FORMAT_ODT;
  if (find_early (data, length, "word/") != NULL)
    return BRV_FORMAT_DOCX;
  return BRV_FORMAT_ZIP;
}

static gboolean
starts_with_tag (const char *text, const char *tag)
{
  gsize n = strlen (tag);

  return g_ascii_strncasecmp (text, tag, n) == 0 &&
         (text[n] == '>' || text[n] == '/' || g_ascii_isspace (text[n]));
}

/* Moves over white space and comments of an SGML-like text. */
static const char *
skip_prologue (const char *text)
{
  for (;;)
    {
      const char *end = NULL;

      while (g_ascii_isspace (*text))
        text++;
      if (!g_str_has_prefix (text, "<!--"))
        return text;
      end = strstr (text, "-->");
      if (end == NULL)
        return text;
      text = end + 3;
    }
}

/*
 * text: the start of the file, NUL-terminated. Source: the list of tags is that of WHATWG MIME
 * Sniffing, §7.1.
 */
static gboolean
looks_like_html (const char *text, gboolean named_markdown)
{
  static const char *const document[] = { "<html", "<head", "<body", "<title", "<meta" };
  static const char *const fragment[] = {
    "<script", "<iframe", "<h1", "<div",        "<font",   "<table",   "<a",    "<style",
    "<b",      "<br",     "<p",  "<article",    "<main",   "<section", "<span", "<link",
    "<base",   "<ul",     "<ol", "<blockquote", "<header", "<h2"
  };

  text = skip_prologue (text);
  if (g_str_has_prefix (text, "<?xml"))
    {
      const char *end = strstr (text, "?>");

      text = end != NULL ? skip_prologue (end + 2) : text;
    }
  if (g_ascii_strncasecmp (text, "<!doctype html", 14) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (document); i++)
    if (starts_with_tag (text, document[i]))
      return TRUE;
  for (guint i = 0; !named_markdown && i < G_N_ELEMENTS (fragment); i++)
    if (starts_with_tag (text, fragment[i]))
      return TRUE;
  return FALSE;
}

/* A header block as RFC 5322 has it: field lines up to an empty line, with those that only mail
 * has. */
static BrvFormat
detect_mail (const char *text)
{
  static const char *const fields[] = { "from:",         "received:",    "message-id:",
                                        "mime-version:", "return-path:", "date:" };
  guint seen = 0;
  gboolean related = FALSE;

  if (g_str_has_prefix (text, "From "))
    {
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : "";
    }
  while (*text != '\0' && *text != '\n' && *text != '\r')
    {
      const char *end = strchr (text, '\n');
      const char *p = text;

      while (g_ascii_isalnum (*p) || *p == '-')
        p++;
      if (!(*text == ' ' || *text == '\t') && (p == text || *p != ':'))
        return BRV_FORMAT_TEXT;
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        seen |= g_ascii_strncasecmp (text, fields[i], strlen (fields[i])) == 0 ? 1u << i : 0;
      if (g_ascii_strncasecmp (text, "content-type: multipart/related", 31) == 0)
        related = TRUE;
      if (end == NULL)
        break;
      text = end + 1;
    }
  /* A mail names its sender and has a mark of transport; a web archive may lack all but MIME's. */
  if (related && (seen & (1u << 3)) != 0)
    return BRV_FORMAT_MHTML;
  if ((seen & 1u) != 0 && (seen & 0x1Eu) != 0)
    return BRV_FORMAT_MAIL;
  return BRV_FORMAT_TEXT;
}

static gboolean
has_inline_link (const char *line, const char *end)
{
  for (const char *p = line; p + 2 < end; p++)
    if (p[0] == ']' && p[1] == '(' && memchr (line, '[', (gsize)(p - line)) != NULL &&
        memchr (p, ')', (gsize)(end - p)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_strong (const char *line, const char *end)
{
  const char *first = g_strstr_len (line, end - line, "**");

  return first != NULL && first + 2 < end && !g_ascii_isspace (first[2]) && first[2] != '*' &&
         g_strstr_len (first + 2, end - first - 2, "**") != NULL;
}

static gboolean
looks_like_markdown (const char *text)
{
  guint kinds = 0;

  while (*text != '\0')
    {
      const char *end = strchr (text, '\n');
      const char *p = text;

      if (end == NULL)
        end = text + strlen (text);
      while (*p == '#')
        p++;
      if (p > text && p - text <= 6 && *p == ' ')
        kinds |= 1;
      if (g_str_has_prefix (text, "```") || g_str_has_prefix (text, "~~~"))
        kinds |= 2;
      if (has_inline_link (text, end))
        kinds |= 4;
      if (has_strong (text, end))
        kinds |= 8;
      if (g_str_has_prefix (text, "> "))
        kinds |= 16;
      text = *end == '\0' ? end : end + 1;
    }
  return __builtin_popcount (kinds) >= MARKDOWN_KINDS;
}

/* UTF-16 and UTF-32 announce themselves; other texts hold hardly any control characters. */
static gboolean
is_binary (const guint8 *data, gsize length)
{
  gsize n = MIN (length, SNIFF_BYTES);
  gsize controls = 0;

  if (n >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    controls += data[i] == 0 || (data[i] < 0x20 && strchr ("\t\n\v\f\r\033", data[i]) == NULL) ||
                data[i] == 0x7F;
  return controls > n / BYTES_PER_CONTROL;
}

static BrvFormat
detect_text (const char *text, const char *name, const char *media_type)
{
  gboolean named_markdown = FALSE;
  BrvFormat mail = BRV_FORMAT_TEXT;

  if (name != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);

      named_markdown = g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown");
    }
  if (media_type != NULL && g_ascii_strncasecmp (media_type, "text/markdown", 13) == 0)
    named_markdown = TRUE;
  if (media_type != NULL && g_ascii_strncasecmp (media_type, "text/html", 9) == 0)
    return BRV_FORMAT_HTML;
  if (looks_like_html (text, named_markdown))
    return BRV_FORMAT_HTML;
  text = skip_prologue (text);
  if (g_str_has_prefix (text, "<?xml") || g_str_has_prefix (text, "<rss") ||
      g_str_has_prefix (text, "<feed"))
    return strstr (text, "<rss") != NULL || strstr (text, "<feed") != NULL ? BRV_FORMAT_FEED
                                                                           : BRV_FORMAT_XML;
  mail = detect_mail (text);
  if (mail != BRV_FORMAT_TEXT)
    return mail;
  if ((*text == '{' || *text == '[') && strstr (text, "\":") != NULL &&
      strchr (text, '"') < text + 16)
    return BRV_FORMAT_JSON;
  return named_markdown || looks_like_markdown (text) ? BRV_FORMAT_MARKDOWN : BRV_FORMAT_TEXT;
}

/**
 * brv_detect_format:
 * @data: (array length=length): the bytes of a file
 * @length: how many
 * @name: (nullable): the file's name, which only tells Markdown from plain text
 * @media_type: (nullable): what the giver of the bytes calls them; believed for text only
 *
 * Returns: what the bytes are
 */
BrvFormat
brv_detect_format (const guint8 *data, gsize length, const char *name, const char *media_type)
{
  g_autofree char *head = NULL;

  g_return_val_if_fail (data != NULL || length == 0, BRV_FORMAT_BINARY);

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].offset + magics[i].length &&
        memcmp (data + magics[i].offset, magics[i].bytes, magics[i].length) == 0)
      return magics[i].format == BRV_FORMAT_ZIP ? detect_zip (data, length) : magics[i].format;
  /* Readers of PDF accept its mark within the first 1024 bytes: ISO 32000-1, annex H, note 13. */
  if (g_strstr_len ((const char *)data, (gssize)MIN (length, 1024), "%PDF-") != NULL)
    return BRV_FORMAT_PDF;
  if (length > 0x40 && data[0] == 'M' && data[1] == 'Z' && is_binary (data, length))
    return BRV_FORMAT_PROGRAM;
  if (is_binary (data, length))
    return BRV_FORMAT_BINARY;

  head = g_strndup ((const char *)data, MIN (length, SNIFF_BYTES));
  return detect_text (g_str_has_prefix (head, "\xEF\xBB\xBF") ? head + 3 : head, name, media_type);
}

/**
 * brv_format_get_media_type:
 * @format: a format
 *
 * Returns: its media type
 */
const char *
brv_format_get_media_type (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return namings[format].media_type;
}

/**
 * brv_format_get_description:
 * @format: a format
 *
 * Returns: what a file of that format is, in words with an article, translated
 */
const char *
brv_format_get_description (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return _ (namings[format].description);
}

/**
 * brv_format_get_advice:
 * @format: a format that cannot be imported
 *
 * Returns: (nullable): a sentence saying what to do instead, translated
 */
const char *
brv_format_get_advice (BrvFormat format)
{
  g_return_val_if_fail (format < BRV_N_FORMATS, NULL);

  return namings[format].advice != NULL ? _ (namings[format].advice) : NULL;
}

/**
 * brv_format_parse:
 * @media_type: a media type of brv_format_get_media_type()
 * @format: (out): the format
 *
 * Returns: whether there is a format of that media type
 */
gboolean
brv_format_parse (const char *media_type, BrvFormat *format)
{
  g_return_val_if_fail (media_type != NULL, FALSE);

  for (guint i = 0; i < BRV_N_FORMATS; i++)
    if (g_str_equal (namings[i].media_type, media_type))
      {
        *format = (BrvFormat)i;
        return TRUE;
      }
  return FALSE;
}
