#include "formats/card_detect.h"

#include "formats/cards_csv.h"
#include "formats/choice_columns.h"
#include "formats/choice_titles.h"
#include "formats/clear_ballot.h"
#include "formats/detect.h"
#include "formats/dominion_csv.h"
#include "formats/dominion_manifests.h"
#include "formats/manifest_reader.h"
#include "formats/manifest_words.h"
#include "formats/other_files.h"
#include "formats/problem_list.h"
#include "formats/raire_text.h"
#include "formats/rank_grid.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "formats/text_source.h"
#include "formats/xml_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::formats {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 18U;

FileFinding cards(CvrFormat format) { return {FileKind::Cards, format, {}, {}}; }

FileFinding other(const std::string& name, std::string found,
                  std::string mend =
                      "Give the cast vote records as the election management "
                      "system exports them (CVR export).") {
  return {FileKind::Other,
          std::nullopt,
          found,
          {base::Problem{kUnknownTable,
                         {name, 0, {}},
                         std::move(found),
                         "cast vote records, a ballot manifest or results, as in "
                         "docs/formats/cards.md",
                         std::move(mend)}}};
}

FileFinding other(const std::string& name, const OtherFile& known) {
  FileFinding finding = other(name, known.what, known.mend);
  finding.refusal[0].cause = kOtherKind;
  return finding;
}

// The beginning as UTF-8, as far as it goes; a problem where nothing of it is text.
base::Result<std::string> text_head(const std::string& bytes, const std::string& name) {
  TextSource source(bytes);
  Utf8Source utf8(source, name);
  std::string text(2 * bytes.size() + 64, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto more = utf8.read(std::span(text).subspan(size));
    // A character may be cut off at the end of what was looked at.
    if (!more && size == 0) return more.problems();
    if (!more || *more == 0) break;
    size += *more;
  }
  text.resize(size);
  return text;
}

FileFinding of_kind(FileKind kind) { return {kind, std::nullopt, {}, {}}; }

FileFinding find_json(std::string_view text, const std::string& name) {
  const auto holds = [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  const std::string_view last = last_part(name);
  if (is_dominion_manifest(last)) return of_kind(FileKind::DominionManifest);
  if (holds("\"Sessions\"")) return cards(CvrFormat::DominionJson);
  if (const auto known = other_json(text)) return other(name, *known);
  // VotingWorks has both beside its records.
  if (holds("\"castVoteRecordReportMetadata\"")) return of_kind(FileKind::Companion);
  if (last.ends_with(".layout.json") && holds("\"pageSize\"")) {
    return of_kind(FileKind::Companion);
  }
  if (holds("\"CVRSnapshot\"") || holds("\"CVR.CastVoteRecordReport\"")) {
    return cards(CvrFormat::NistJson);
  }
  if (holds("\"num_candidates\"") && holds("\"votes\"")) return cards(CvrFormat::RaireJson);
  if (holds("\"prefs\"") && holds("\"metadata\"")) return cards(CvrFormat::RaireJson);
  if (holds("\"ElectionResults.")) return of_kind(FileKind::Results);
  if (holds("\"recanvass.synthetic/1\"")) return of_kind(FileKind::Companion);
  if (holds("\"List\"") || last == "Configuration.json") return of_kind(FileKind::Companion);
  return other(name, "JSON of another kind than those that are read");
}

// The root element is all that tells XML files apart.
class FirstElement : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>&, std::int64_t) override {
    if (root_.empty()) root_ = name;
  }
  void end(std::string_view, std::int64_t) override {}
  void text(std::string_view) override {}
  [[nodiscard]] const std::string& root() const { return root_; }

 private:
  std::string root_;
};

FileFinding find_xml(std::string_view bytes, const std::string& name) {
  FirstElement listener;
  XmlFeed feed(name, listener);
  feed.feed(bytes);
  if (listener.root() == "Cvr") return cards(CvrFormat::Hart);
  if (listener.root() == "CastVoteRecordReport") return cards(CvrFormat::NistXml);
  for (const char* root : {"ElectionResult", "ElectionReport", "Report"}) {
    if (listener.root() == root) return of_kind(FileKind::Results);
  }
  if (!feed.problems().empty()) {
    return {FileKind::Other, std::nullopt, "XML that cannot be read", feed.problems()};
  }
  // Verity's signatures of records and archives, x.sig.xml.
  if (listener.root() == "HashSignature") return of_kind(FileKind::Companion);
  if (const auto known = other_xml(listener.root())) return other(name, *known);
  return other(name, fmt::format("XML of another kind than those that are read: its outermost "
                                 "element is {}",
                                 quote(listener.root())));
}

// Excel writes these where the computer's numbers have decimal commas.
std::optional<std::string_view> other_separator(const std::vector<std::vector<std::string>>& rows) {
  for (const auto& [separator, name] : {std::pair{';', std::string_view("semicolons")},
                                        std::pair{'\t', std::string_view("tabs")}}) {
    const auto has = [separator](const std::vector<std::string>& row) {
      std::ptrdiff_t separators = 0;
      for (const std::string& field : row) separators += std::ranges::count(field, separator);
      return separators > 1 && separators >= static_cast<std::ptrdiff_t>(row.size());
    };
    const auto some = static_cast<std::size_t>(std::ranges::count_if(rows, has));
    if (some > 1 && 2 * some > rows.size()) return name;
  }
  return std::nullopt;
}

// Text as Windows calls "Unicode", but without the two bytes at its beginning that say so.
bool is_wide_without_mark(std::string_view bytes) {
  constexpr std::size_t kLooked = 4096;
  const std::string_view head = bytes.substr(0, kLooked);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  return 4 * many > head.size() && 50 * few < head.size();
}

FileFinding find_table(const InputFiles& files, std::size_t at) {
  const std::string& name = files.files()[at].name;
  auto read = first_rows(files, at, kHeadingRowsMax);
  if (!read) return {FileKind::Other, std::nullopt, "a table that cannot be read", read.problems()};
  const std::vector<std::vector<std::string>> rows = std::move(read).value();
  if (rows.empty()) return other(name, kNoRows);
  if (is_dominion_csv(std::span(rows).first(std::min<std::size_t>(rows.size(), 8)))) {
    if (!files.files()[at].is_workbook) return cards(CvrFormat::DominionCsv);
    // Spreadsheets lose digits of ids and make dates of "1-2-3".
    return {FileKind::Other,
            std::nullopt,
            "a workbook",
            {base::Problem{kCardsInWorkbook,
                           {name, 0, {}},
                           "Dominion cast vote records that were saved as a workbook",
                           "the CSV as it was exported",
                           "Export the cast vote records again and do not open them in a program "
                           "for tables, which changes ids."}}};
  }
  if (is_cards_csv_header(rows[0])) return cards(CvrFormat::CardsCsv);
  if (std::ranges::any_of(rows, is_clear_ballot_header)) return cards(CvrFormat::ClearBallot);
  if (const auto known = other_table(rows)) return other(name, *known);
  if (is_manifest_header(rows[0])) return of_kind(FileKind::BallotManifest);
  if (is_clear_ballot_table_header(rows[0])) return of_kind(FileKind::CardTable);
  if (is_raire_text(rows)) return cards(CvrFormat::RaireText);
  // ES&S puts titles above its tables.
  if (std::ranges::any_of(rows, is_ess_ballots_header)) return of_kind(FileKind::CardTable);
  if (std::ranges::any_of(rows, is_choice_header)) return cards(CvrFormat::ChoiceColumns);
  if (is_rank_grid(rows)) return cards(CvrFormat::RankGrid);
  if (std::ranges::any_of(rows, is_manifest_header)) return of_kind(FileKind::BallotManifest);
  if (format_of_header(rows[0], name).ok()) {
    if (!files.files()[at].is_workbook) return of_kind(FileKind::Results);
    FileFinding finding = other(name, "returns in a workbook");
    finding.refusal[0].wanted = "returns as CSV";
    finding.refusal[0].mend = "Save the sheet as \"CSV UTF-8 (comma delimited)\" and give that.";
    return finding;
  }
  if (std::ranges::any_of(rows, may_be_manifest_header)) return of_kind(FileKind::BallotManifest);
  if (const auto separator = other_separator(rows)) {
    FileFinding finding = other(
        name, fmt::format("a table with {} between its cells", *separator),
        "Open it in the program for tables and save it as \"CSV UTF-8 (comma delimited)\", or "
        "export it so.");
    finding.refusal[0].wanted = "commas between them";
    return finding;
  }
  if (const auto text = other_text(rows)) return other(name, *text);
  FileFinding finding =
      other(name, "a table of another kind than those that are read, with the columns " +
                      listed(rows[0], 6));
  finding.refusal[0].mend +=
      " If it is a ballot manifest, say which columns are which: --column batch=NAME --column "
      "cards=NAME.";
  return finding;
}

}  // namespace

std::string_view cvr_format_name(CvrFormat format) {
  switch (format) {
    case CvrFormat::DominionJson: return "Dominion cast vote records, JSON";
    case CvrFormat::DominionCsv: return "Dominion cast vote records, CSV";
    case CvrFormat::ChoiceColumns: return "ES&S cast vote records, or a table like theirs";
    case CvrFormat::ClearBallot: return "Clear Ballot cast vote records, CSV";
    case CvrFormat::Hart: return "Hart Verity cast vote records, XML";
    case CvrFormat::NistJson: return "cast vote records of NIST SP 1500-103, JSON";
    case CvrFormat::NistXml: return "cast vote records of NIST SP 1500-103, XML";
    case CvrFormat::RaireText: return "ranked ballots, RAIRE text";
    case CvrFormat::RaireJson: return "ranked ballots, raire-rs JSON";
    case CvrFormat::RankGrid: return "ranked ballots, a column a candidate";
    case CvrFormat::CardsCsv: return "cards, our own CSV";
    case CvrFormat::CardStore: return "cards that were imported before";
  }
  return "";
}

base::Result<FileFinding> find_file_kind(const InputFiles& files, std::size_t at) {
  const std::string& name = files.files()[at].name;
  if (files.files()[at].is_workbook) return find_table(files, at);
  const auto head = files.head(at, kHead);
  if (!head) return head.problems();
  auto refusal = refuse_by_content(*head, name);
  if (!refusal.empty()) {
    return FileFinding{FileKind::Other, std::nullopt, refusal[0].found, std::move(refusal)};
  }
  if (begins_as_xml(*head)) return find_xml(*head, name);
  const auto text = text_head(*head, name);
  if (!text && is_wide_without_mark(*head)) {
    return other(name,
                 "a text of two bytes a letter (UTF-16) that does not say so at its beginning",
                 "Open it in a text editor or a program for tables and save it as \"CSV UTF-8\".");
  }
  if (!text && head->find('\0') != std::string::npos) return other(name, "bytes that are no text");
  if (!text) {
    return FileFinding{FileKind::Other, std::nullopt, "a text that cannot be read",
                       text.problems()};
  }
  return begins_as_json(*text) ? find_json(*text, name) : find_table(files, at);
}

}  // namespace recanvass::formats
