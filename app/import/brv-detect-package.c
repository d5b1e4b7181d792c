/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-detect-package.h"

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

/*
 * brv_detect_package:
 * @data: (array length=length): the bytes of a ZIP archive, whole or cut short
 * @length: how many
 *
 * Returns: the format that is packed so, or BRV_FORMAT_ZIP
 */
BrvFormat
brv_detect_package (const guint8 *data, gsize length)
{
  BrvFormat format = detect_by_mimetype (data, length);

  if (format == BRV_FORMAT_ZIP)
    format = detect_by_directory (data, length);
  if (format == BRV_FORMAT_ZIP)
    format = detect_by_members (data, length);
  return format;
}
