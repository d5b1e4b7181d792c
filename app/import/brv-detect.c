/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Detection looks at the bytes. A name decides only between two readings of the same text:
 * whether "# Note" is Markdown or just a line, or what stands before a BibTeX entry a remark.
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
                        N_ ("a Word document"), NULL },
  [BRV_FORMAT_ODT] = { "application/vnd.oasis.opendocument.text", N_ ("an OpenDocument text"),
                       NULL },
  [BRV_FORMAT_EPUB] = { "application/epub+zip", N_ ("a locked EPUB book"),
                        N_ ("Ask its publisher for a copy without a lock.") },
  [BRV_FORMAT_OFFICE] = { "application/x-ole-storage", N_ ("an old Office document"),
                          N_ ("Save it as DOCX and import that.") },
  [BRV_FORMAT_RTF] = { "application/rtf", N_ ("a rich text document"), NULL },
  [BRV_FORMAT_MHTML] = { "multipart/related", N_ ("a web archive"), NULL },
  [BRV_FORMAT_MAIL] = { "message/rfc822", N_ ("a mail"), NULL },
  [BRV_FORMAT_MBOX] = { "application/mbox", N_ ("a mailbox"), NULL },
  [BRV_FORMAT_RSS] = { "application/rss+xml", N_ ("a news feed"), NULL },
  [BRV_FORMAT_ATOM] = { "application/atom+xml", N_ ("a news feed"), NULL },
  [BRV_FORMAT_JSON_FEED] = { "application/feed+json", N_ ("a news feed"), NULL },
  [BRV_FORMAT_RIS] = { "application/x-research-info-systems", N_ ("a list of references (RIS)"),
                       NULL },
  [BRV_FORMAT_BIBTEX] = { "application/x-bibtex", N_ ("a list of references (BibTeX)"), NULL },
  [BRV_FORMAT_CSL_JSON] = { "application/vnd.citationstyles.csl+json",
                            N_ ("a list of references (CSL-JSON)"), NULL },
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
                          N_ ("If it is a document, save it as PDF, web page or text and import "
                              "that.") },
};

static guint
read_16 (const guint8 *p)
{
  return p[0] | (guint)p[1] << 8;
}

static gsize
read_32 (const guint8 *p)
{
  return (gsize)p[0] | (gsize)p[1] << 8 | (gsize)p[2] << 16 | (gsize)p[3] << 24;
}

static gboolean
name_is (const guint8 *name, gsize length, const char *wanted)
{
  return length == strlen (wanted) && memcmp (name, wanted, length) == 0;
}

/* What the presence of a file in an archive says. */
static BrvFormat
format_of_member (const guint8 *name, gsize length)
{
  if (name_is (name, length, "word/document.xml"))
    return BRV_FORMAT_DOCX;
  if (name_is (name, length, "META-INF/container.xml"))
    return BRV_FORMAT_EPUB;
  return BRV_FORMAT_ZIP;
}

/* ODT and EPUB name themselves in their first member, stored as it is: OpenDocument 1.2 part 3,
 * §3.3; EPUB OCF 3.2, §4.3. */
static BrvFormat
detect_by_mimetype (const guint8 *data, gsize length)
{
  static const struct
  {
    const char *media_type;
    BrvFormat format;
  } types[] = {
    { "application/epub+zip", BRV_FORMAT_EPUB },
    { "application/vnd.oasis.opendocument.text-template", BRV_FORMAT_ODT },
    { "application/vnd.oasis.opendocument.text", BRV_FORMAT_ODT },
  };
  const gsize header = 30;
  gsize start = 0;

  if (length < header + 8 || read_16 (data + 8) != 0 ||
      !name_is (data + header, read_16 (data + 26), "mimetype"))
    return BRV_FORMAT_ZIP;
  start = header + 8 + read_16 (data + 28);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize n = strlen (types[i].media_type);

      if (start + n <= length && memcmp (data + start, types[i].media_type, n) == 0 &&
          (start + n == length || !g_ascii_islower (data[start + n])))
        return types[i].format;
    }
  return BRV_FORMAT_ZIP;
}

/* Looks through the names in an archive's directory, which stands at its end.
 * Source: PKWARE, APPNOTE.TXT 6.3, §4.3.12 and §4.3.16. */
static BrvFormat
detect_by_directory (const guint8 *data, gsize length)
{
  const gsize end_size = 22;
  const gsize entry_size = 46;
  const gsize max_comment = 65535;
  gsize end = 0;
  gsize at = 0;

  if (length < end_size)
    return BRV_FORMAT_ZIP;
  for (end = length - end_size; memcmp (data + end, "PK\005\006", 4) != 0; end--)
    if (end == 0 || length - end > max_comment + end_size)
      return BRV_FORMAT_ZIP;
  at = read_32 (data + end + 16);
  while (at + entry_size <= length && memcmp (data + at, "PK\001\002", 4) == 0)
    {
      gsize name_length = read_16 (data + at + 28);
      BrvFormat format = BRV_FORMAT_ZIP;

      if (at + entry_size + name_length > length)
        break;
      format = format_of_member (data + at + entry_size, name_length);
      if (format != BRV_FORMAT_ZIP)
        return format;
      at += entry_size + name_length + read_16 (data + at + 30) + read_16 (data + at + 32);
    }
  return BRV_FORMAT_ZIP;
}

/* Follows the members from the start: all that a truncated archive has left. */
static BrvFormat
detect_by_members (const guint8 *data, gsize length)
{
  const gsize header = 30;
  gsize at = 0;

  while (at + header <= length && memcmp (data + at, "PK\003\004", 4) == 0)
    {
      gsize name_length = read_16 (data + at + 26);
      BrvFormat format = BRV_FORMAT_ZIP;

      if (at + header + name_length > length)
        break;
      format = format_of_member (data + at + header, name_length);
      if (format != BRV_FORMAT_ZIP)
        return format;
      /* A member's length may stand after it only; then nothing is known of the next. */
      if ((read_16 (data + at + 6) & 8) != 0 && read_32 (data + at + 18) == 0)
        break;
      at += header + name_length + read_16 (data + at + 28) + read_32 (data + at + 18);
    }
  return BRV_FORMAT_ZIP;
}

static BrvFormat
detect_zip (const guint8 *data, gsize length)
{
  BrvFormat format = detect_by_mimetype (data, length);

  if (format == BRV_FORMAT_ZIP)
    format = detect_by_directory (data, length);
  if (format == BRV_FORMAT_ZIP)
    format = detect_by_members (data, length);
  return format;
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

/* The fields of a header block, as bits. */
enum
{
  FIELD_FROM = 1 << 0, /* with an address */
  FIELD_TO = 1 << 1,
  FIELD_SUBJECT = 1 << 2,
  FIELD_DATE = 1 << 3,
  FIELD_TRANSPORT = 1 << 4, /* only what was sent has it */
  FIELD_MIME = 1 << 5,
  FIELD_RELATED = 1 << 6,  /* a page with its parts */
  FIELD_LOCATION = 1 << 7, /* the address that a page was saved from */
};

static guint
read_field (const char *line, const char *end)
{
  static const struct
  {
    const char *name;
    guint field;
  } fields[] = {
    { "from:", FIELD_FROM },
    { "to:", FIELD_TO },
    { "subject:", FIELD_SUBJECT },
    { "date:", FIELD_DATE },
    { "received:", FIELD_TRANSPORT },
    { "message-id:", FIELD_TRANSPORT },
    { "return-path:", FIELD_TRANSPORT },
    { "delivered-to:", FIELD_TRANSPORT },
    { "mime-version:", FIELD_MIME },
    { "content-type: multipart/related", FIELD_RELATED },
    { "snapshot-content-location:", FIELD_LOCATION },
    { "content-location:", FIELD_LOCATION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strncasecmp (line, fields[i].name, strlen (fields[i].name)) == 0)
      return fields[i].field != FIELD_FROM || memchr (line, '@', (gsize)(end - line)) != NULL ||
                 memchr (line, '<', (gsize)(end - line)) != NULL
               ? fields[i].field
               : 0;
  return 0;
}

/* The fields of a header block as RFC 5322, §2.2 has it: lines "name: value", or with white space
 * at the start, up to an empty one. 0 if text is no such block. */
static guint
read_header (const char *text)
{
  guint seen = 0;

  while (*text != '\0' && *text != '\n' && *text != '\r')
    {
      const char *end = strchr (text, '\n');
      const char *p = text;

      while (g_ascii_isalnum (*p) || *p == '-')
        p++;
      if (!(*text == ' ' || *text == '\t') && (p == text || *p != ':'))
        return 0;
      if (end == NULL)
        return seen;
      seen |= read_field (text, end);
      text = end + 1;
    }
  return seen;
}

static BrvFormat
detect_mail (const char *text)
{
  const guint written = FIELD_FROM | FIELD_TO | FIELD_SUBJECT | FIELD_DATE;
  gboolean in_mailbox = g_str_has_prefix (text, "From ");
  guint seen = 0;

  /* RFC 4155: each mail in a mailbox stands after a line "From sender date". */
  if (in_mailbox)
    {
      text = strchr (text, '\n');
      if (text == NULL)
        return BRV_FORMAT_TEXT;
      text++;
    }
  seen = read_header (text);
  if (in_mailbox)
    return (seen & (FIELD_FROM | FIELD_TRANSPORT)) != 0 ? BRV_FORMAT_MBOX : BRV_FORMAT_TEXT;
  /* Browsers put a sender into what they save, but it was never sent. */
  if ((seen & FIELD_MIME) != 0 && (seen & (FIELD_RELATED | FIELD_LOCATION)) != 0 &&
      (seen & FIELD_TRANSPORT) == 0 && ((seen & FIELD_LOCATION) != 0 || (seen & FIELD_TO) == 0))
    return BRV_FORMAT_MHTML;
  if ((seen & FIELD_FROM) != 0 && (seen & (FIELD_TRANSPORT | FIELD_MIME)) != 0)
    return BRV_FORMAT_MAIL;
  return (seen & written) == written ? BRV_FORMAT_MAIL : BRV_FORMAT_TEXT;
}

/* Whether a line is a field of RIS: a tag of two, two spaces, a dash.
 * Source: RIS format specifications, Research Information Systems, 2001. */
static gboolean
is_ris_field (const char *line)
{
  return g_ascii_isupper (line[0]) && (g_ascii_isupper (line[1]) || g_ascii_isdigit (line[1])) &&
         line[2] == ' ' && line[3] == ' ' && line[4] == '-' &&
         (line[5] == ' ' || line[5] == '\0' || line[5] == '\r' || line[5] == '\n');
}

/* A reference begins with its type; providers put some lines of their own before the first. */
static gboolean
looks_like_ris (const char *text)
{
  const guint max_lines = 20;

  for (guint i = 0; i < max_lines; i++)
    {
      const char *next = strchr (text, '\n');

      if (next == NULL)
        return FALSE;
      if (is_ris_field (text) && g_str_has_prefix (text, "TY"))
        return is_ris_field (next + 1);
      text = next + 1;
    }
  return FALSE;
}

/* Whether text starts with an entry "@type{key, field =" or a string "@string{name =". */
static gboolean
is_bibtex_entry (const char *text)
{
  const char *p = text + 1;
  gboolean is_string = g_ascii_strncasecmp (p, "string", 6) == 0;

  if (*text != '@' || !g_ascii_isalpha (*p))
    return FALSE;
  while (g_ascii_isalpha (*p))
    p++;
  while (g_ascii_isspace (*p))
    p++;
  if (*p != '{' && *p != '(')
    return FALSE;
  p++;
  if (!is_string)
    {
      while (g_ascii_isspace (*p))
        p++;
      while ((g_ascii_isgraph (*p) || (guchar)*p >= 0x80) && strchr (",{}\"%", *p) == NULL)
        p++;
      while (g_ascii_isspace (*p))
        p++;
      if (*p != ',')
        return FALSE;
      p++;
    }
  while (g_ascii_isspace (*p))
    p++;
  while (g_ascii_isalnum (*p) || *p == '-' || *p == '_')
    p++;
  while (g_ascii_isspace (*p))
    p++;
  return *p == '=';
}

/*
 * A text with an entry in it may well be about BibTeX, so it must begin with one; only a name that
 * ends in .bib lets other lines stand before it, which the format takes for remarks.
 */
static gboolean
looks_like_bibtex (const char *text, gboolean named_bibtex)
{
  static const char *const skipped[] = { "@comment", "@preamble" };

  while (*text != '\0')
    {
      gboolean skip = *text == '%' || *text == '\r' || *text == '\n' || named_bibtex;

      for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
        skip = skip || g_ascii_strncasecmp (text, skipped[i], strlen (skipped[i])) == 0;
      while (*text == ' ' || *text == '\t')
        text++;
      if (is_bibtex_entry (text))
        return TRUE;
      text = strchr (text, '\n');
      if (!skip || text == NULL)
        return FALSE;
      text++;
    }
  return FALSE;
}

/* The value of the first member "type", if it is a string. */
static char *
find_type (const char *json)
{
  for (const char *p = strstr (json, "\"type\""); p != NULL; p = strstr (p, "\"type\""))
    {
      const char *end = NULL;

      p += strlen ("\"type\"");
      while (g_ascii_isspace (*p))
        p++;
      if (*p != ':')
        continue;
      p++;
      while (g_ascii_isspace (*p))
        p++;
      end = *p == '"' ? strchr (p + 1, '"') : NULL;
      return end != NULL ? g_strndup (p + 1, (gsize)(end - p - 1)) : NULL;
    }
  return NULL;
}

/* Source: the item types and variables of the CSL 1.0.2 specification, appendices III and IV. */
static gboolean
looks_like_csl (const char *json)
{
  static const char *const types[] = { "article",
                                       "article-journal",
                                       "article-magazine",
                                       "article-newspaper",
                                       "bill",
                                       "book",
                                       "broadcast",
                                       "chapter",
                                       "classic",
                                       "collection",
                                       "dataset",
                                       "document",
                                       "entry",
                                       "entry-dictionary",
                                       "entry-encyclopedia",
                                       "event",
                                       "figure",
                                       "graphic",
                                       "hearing",
                                       "interview",
                                       "legal_case",
                                       "legislation",
                                       "manuscript",
                                       "map",
                                       "motion_picture",
                                       "musical_score",
                                       "pamphlet",
                                       "paper-conference",
                                       "patent",
                                       "performance",
                                       "periodical",
                                       "personal_communication",
                                       "post",
                                       "post-weblog",
                                       "regulation",
                                       "report",
                                       "review",
                                       "review-book",
                                       "software",
                                       "song",
                                       "speech",
                                       "standard",
                                       "thesis",
                                       "treaty",
                                       "webpage",
                                       NULL };
  static const char *const members[] = { "\"issued\"",       "\"container-title\"",
                                         "\"family\"",       "\"date-parts\"",
                                         "\"citation-key\"", "\"publisher-place\"",
                                         "\"DOI\"",          "\"ISBN\"" };
  g_autofree char *type = find_type (json);

  if (type == NULL || !g_strv_contains (types, type))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strstr (json, members[i]) != NULL)
      return TRUE;
  return FALSE;
}

static BrvFormat
detect_json (const char *text)
{
  /* JSON Feed, version 1.1: the member "version" names the specification. */
  if (strstr (text, "://jsonfeed.org/version/") != NULL)
    return BRV_FORMAT_JSON_FEED;
  return looks_like_csl (text) ? BRV_FORMAT_CSL_JSON : BRV_FORMAT_JSON;
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
  mail = detect_mail (text);
  if (mail != BRV_FORMAT_TEXT)
    return mail;
  if (looks_like_ris (text))
    return BRV_FORMAT_RIS;
  if (looks_like_bibtex (text, name_ends_with (name, ".bib")))
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
