#include "formats/card_detect.h"

#include "formats/detect.h"
#include "formats/dominion_csv.h"
#include "formats/dominion_manifests.h"
#include "formats/text.h"
#include "formats/text_source.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 18U;

FileFinding cards(CardFormat format) { return {FileKind::Cards, format, {}, {}}; }

FileFinding other(const std::string& name, std::string found) {
  return {FileKind::Other,
          std::nullopt,
          found,
          {base::Problem{"cards.unknown",
                         {name, 0, {}},
                         std::move(found),
                         "cast vote records in one of the formats of docs/formats/cards.md",
                         "Export the cast vote records from the election management system; do not "
                         "open and save them in another program."}}};
}

// The beginning as UTF-8, as far as it goes; none: it is no text.
std::optional<std::string> text_head(const std::string& bytes, const std::string& name) {
  TextSource source(bytes);
  Utf8Source utf8(source, name);
  std::string text(2 * bytes.size() + 64, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto more = utf8.read(std::span(text).subspan(size));
    // A character may be cut off at the end of what was looked at.
    if (!more && size == 0) return std::nullopt;
    if (!more || *more == 0) break;
    size += *more;
  }
  text.resize(size);
  return text;
}

FileFinding find_json(std::string_view text, const std::string& name) {
  const std::string_view last = last_part(name);
  if (is_dominion_manifest(last)) return {FileKind::DominionManifest, std::nullopt, {}, {}};
  if (text.find("\"Sessions\"") != std::string_view::npos) return cards(CardFormat::DominionJson);
  const bool listed = text.find("\"List\"") != std::string_view::npos;
  if (listed || last == "Configuration.json") return {FileKind::Companion, std::nullopt, {}, {}};
  return other(name, "JSON that is no export of cast vote records");
}

FileFinding find_table(std::string_view text, const std::string& name) {
  if (is_dominion_csv(text)) return cards(CardFormat::DominionCsv);
  return other(name, "text that is no table of cast vote records");
}

}  // namespace

std::string_view card_format_name(CardFormat format) {
  switch (format) {
    case CardFormat::DominionJson: return "Dominion cast vote records, JSON";
    case CardFormat::DominionCsv: return "Dominion cast vote records, CSV";
  }
  return "";
}

base::Result<FileFinding> find_file_kind(const InputFiles& files, std::size_t at) {
  const std::string& name = files.files()[at].name;
  if (files.files()[at].is_workbook) return other(name, "an Excel workbook");
  const auto head = files.head(at, kHead);
  if (!head) return head.problems();
  auto refusal = refuse_by_content(*head, name);
  if (!refusal.empty()) {
    return FileFinding{FileKind::Other, std::nullopt, refusal[0].found, std::move(refusal)};
  }
  if (begins_as_xml(*head)) return other(name, "XML that is no export of cast vote records");
  const auto text = text_head(*head, name);
  if (!text) return other(name, "bytes that are no text");
  return begins_as_json(*text) ? find_json(*text, name) : find_table(*text, name);
}

}  // namespace recanvass::formats
