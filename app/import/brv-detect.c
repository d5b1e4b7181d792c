/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Detection looks at the bytes. A name decides only between two readings of the same text:
 * whether "# Note" is Markdown or just a line, or what stands before a BibTeX entry a remark.
 */

#include "config.h"

#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-detect-mail.h"
#include "import/brv-detect-package.h"
#include "import/brv-detect-references.h"

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

static BrvFormat
detect_json (const char *text)
{
  /* JSON Feed, version 1.1: the member "version" names the specification. */
  if (strstr (text, "://jsonfeed.org/version/") != NULL)
    return BRV_FORMAT_JSON_FEED;
  return brv_looks_like_csl (text) ? BRV_FORMAT_CSL_JSON : BRV_FORMAT_JSON;
}

/* An OpenDocument text that is one XML file: OpenDocument 1.2, part 1, §3.1.2. */
static gboolean
is_flat_odt (const char *text)
{
  while (g_str_has_prefix (text, "<?"))
    {
      const char *end = strstr (text, "?>");

      if (end == NULL)
        return FALSE;
      text = skip_prologue (end + 2);
    }
  return g_str_has_prefix (text, "<office:document ") &&
         strstr (text, "\"application/vnd.oasis.opendocument.text\"") != NULL;
}

/* What the root element says; a page in XHTML was found before. */
static BrvFormat
detect_xml (const char *text)
{
  if (is_flat_odt (text))
    return BRV_FORMAT_ODT;
  if (strstr (text, "<rss") != NULL || strstr (text, "http://purl.org/rss/1.0/") != NULL ||
      strstr (text, "http://my.netscape.com/rdf/simple/0.9/") != NULL)
    return BRV_FORMAT_RSS;
  if (strstr (text, "http://www.w3.org/2005/Atom") != NULL &&
      (strstr (text, "<feed") != NULL || strstr (text, ":feed") != NULL ||
       strstr (text, "<entry") != NULL))
    return BRV_FORMAT_ATOM;
  return strstr (text, "<feed") != NULL ? BRV_FORMAT_ATOM : BRV_FORMAT_XML;
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

static gboolean
name_ends_with (const char *name, const char *suffix)
{
  gsize length = name != NULL ? strlen (name) : 0;
  gsize n = strlen (suffix);

  return length >= n && g_ascii_strcasecmp (name + length - n, suffix) == 0;
}

static gboolean
media_type_is (const char *media_type, const char *wanted)
{
  return media_type != NULL && g_ascii_strncasecmp (media_type, wanted, strlen (wanted)) == 0;
}

static BrvFormat
detect_text (const char *text, const char *name, const char *media_type)
{
  gboolean named_markdown = name_ends_with (name, ".md") || name_ends_with (name, ".markdown") ||
                            media_type_is (media_type, "text/markdown");
  BrvFormat mail = BRV_FORMAT_TEXT;

  if (media_type_is (media_type, "text/html") || looks_like_html (text, named_markdown))
    return BRV_FORMAT_HTML;
  text = skip_prologue (text);
  if (g_str_has_prefix (text, "<?xml") || g_str_has_prefix (text, "<rss") ||
      g_str_has_prefix (text, "<feed") || g_str_has_prefix (text, "<rdf:RDF"))
    return detect_xml (text);
  mail = brv_detect_mail (text);
  if (mail != BRV_FORMAT_TEXT)
    return mail;
  if (brv_looks_like_ris (text))
    return BRV_FORMAT_RIS;
  if (brv_looks_like_bibtex (text, name_ends_with (name, ".bib")))
    return BRV_FORMAT_BIBTEX;
  if ((*text == '{' || *text == '[') && strstr (text, "\":") != NULL &&
      strchr (text, '"') < text + 16)
    return detect_json (text);
  return named_markdown || looks_like_markdown (text) ? BRV_FORMAT_MARKDOWN : BRV_FORMAT_TEXT;
}

/**
 * brv_detect_format:
 * @data: (array length=length): the bytes of a file
 * @length: how many
 * @name: (nullable): the file's name, which only tells Markdown and BibTeX from plain text
 * @media_type: (nullable): what the giver of the bytes calls them; believed for text only
 *
 * Returns: what the bytes are
 */
BrvFormat
brv_detect_format (const guint8 *data, gsize length, const char *name, const char *media_type)
{
  g_autofree char *head = NULL;

  g_return_val_if_fail (data != NULL || length == 0, BRV_FORMAT_BINARY);

  if (length == 0)
    return BRV_FORMAT_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].offset + magics[i].length &&
        memcmp (data + magics[i].offset, magics[i].bytes, magics[i].length) == 0)
      return magics[i].format == BRV_FORMAT_ZIP ? brv_detect_package (data, length)
                                                : magics[i].format;
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
