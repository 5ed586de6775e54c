#include "formats/other_files.h"

#include "formats/table_file.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace recanvass::formats {
namespace {

constexpr const char* kAskForCards =
    "Ask for the cast vote record (CVR) export of the same system. To compare these figures with "
    "cards, bring them into the columns of docs/formats/returns.md and give them to tabulate "
    "--against.";
constexpr const char* kRenameColumns =
    "Rename contest_name to contest, and county_name to unit: then it is read as returns, which "
    "tabulate --against compares with cards.";
constexpr const char* kReverify =
    "recanvass reverify checks published audits; give it the folder with all their files.";
constexpr const char* kHartMend =
    "Give the cast vote records that it names: the XML files, one a sheet, or the ZIP archives of "
    "them.";
constexpr const char* kGiveTheCards = "Give the cast vote records themselves.";

struct KnownTable {
  std::array<const char*, 4> columns;  // letters and digits of their names; null: no more
  const char* what;
  const char* mend;
};

// Headers as Boulder County, Colorado's Secretary of State and Arlo publish them.
constexpr std::array<KnownTable, 16> kTables = {{
    {{"precinctcode", "contesttitle", "candidatename", nullptr},
     "a statement of votes: votes of precincts, not cards",
     kAskForCards},
    {{"precinctcode", "contesttitle", "choicename", nullptr},
     "a statement of votes: votes of precincts, not cards",
     kAskForCards},
    {{"contestname", "choice", "votes", nullptr}, "votes of contests, not cards", kRenameColumns},
    {{"countyname", "contestname", "contestchoices", nullptr},
     "a list of contests and their choices",
     kGiveTheCards},
    {{"contestname", "jurisdictions", nullptr, nullptr},
     "Arlo's list of contests and where they are voted on",
     kGiveTheCards},
    {{"jurisdiction", "adminemail", nullptr, nullptr},
     "Arlo's list of jurisdictions",
     kGiveTheCards},
    {{"scannerid", "batchid", "countpermanifest", "countpercvrfile"},
     "a comparison of manifests with cast vote records, batch by batch",
     "Give the manifest and the cast vote records themselves; inspect compares them."},
    {{"contestname", "auditreason", "winnersallowed", nullptr},
     "a list of the contests of an audit",
     kReverify},
    {{"minmargin", "contestname", "contestcvrids", nullptr},
     "a list of the cards that an audit drew",
     kReverify},
    {{"contestname", "imprintedid", "choicepervotingcomputer", nullptr},
     "a list of an audit's discrepancies",
     kReverify},
    {{"contest", "targeted", "winner", "dilutedmargin"}, "a summary of an audit", kReverify},
    {{"contest", "lowestwinner", "highestloser", "risklimit"},
     "a list of the contests that an audit targets",
     kReverify},
    {{"countyname", "contestname", "contestid", nullptr}, "a list of contests", kGiveTheCards},
    // "CvrId,UniqueIdentifier", or sixteen columns under "#FormatVersion 1".
    {{"cvrid", "uniqueidentifier", nullptr, nullptr}, kHartList, kHartMend},
    {{"batchid", "workstation", "scansequence", "uniqueidentifier"}, kHartList, kHartMend},
    {{"cart", "tray", "imprint", nullptr},
     "a list of cards that an audit drew",
     "Give the cast vote records or the manifest that they were drawn from."},
}};

bool has_all(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::all_of(
      parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

}  // namespace

std::optional<OtherFile> other_table(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t kHeadingRows = 3;  // a title may stand above the header
  for (std::size_t i = 0; i < std::min(rows.size(), kHeadingRows); ++i) {
    if (!rows[i].empty() && rows[i][0].starts_with("######## ELECTION INFO")) {
      return OtherFile{"Arlo's report of an audit", kReverify};
    }
    std::vector<std::string> header;
    for (const std::string& name : rows[i]) header.push_back(letters_and_digits(name));
    for (const KnownTable& known : kTables) {
      const bool is = std::ranges::all_of(known.columns, [&](const char* column) {
        return column == nullptr || std::ranges::find(header, column) != header.end();
      });
      if (is) return OtherFile{known.what, known.mend};
    }
  }
  return std::nullopt;
}

std::optional<OtherFile> other_text(const std::vector<std::vector<std::string>>& rows) {
  // Sentences have commas here and there, with a space behind each; Markdown begins with a heading.
  const auto reads_on = [](const std::string& field) { return field.starts_with(' '); };
  const auto is_sentence = [&](const std::vector<std::string>& row) {
    return row.size() <= 1 || std::all_of(row.begin() + 1, row.end(), reads_on);
  };
  const auto sentences = static_cast<std::size_t>(std::ranges::count_if(rows, is_sentence));
  const bool heading = !rows[0].empty() && rows[0][0].starts_with("# ");
  if (!heading && (!is_sentence(rows[0]) || 2 * sentences <= rows.size())) return std::nullopt;
  return OtherFile{"a text, not a table", kGiveTheCards};
}

std::optional<OtherFile> other_json(std::string_view text) {
  if (has_all(text, {"\"$schema\"", "\"definitions\""})) {
    return OtherFile{"a schema, which describes a format", kGiveTheCards};
  }
  if (has_all(text, {"\"BallotDefinition."})) {
    return OtherFile{"a ballot definition: contests and layouts, no votes", kGiveTheCards};
  }
  if (has_all(text, {"\"EventLogging."})) {
    return OtherFile{"a log of a machine's events", kGiveTheCards};
  }
  if (has_all(text, {"\"outputSettings\"", "\"cvrFileSources\""})) {
    return OtherFile{"a configuration of RCTab", "Give the cast vote records that it names."};
  }
  if (has_all(text, {"\"threshold\"", "\"tally\""}) || has_all(text, {"\"inactiveBallots\""})) {
    return OtherFile{"RCTab's report of a count", "Give the cast vote records that it counted."};
  }
  if (has_all(text, {"\"assertion\""}) || has_all(text, {"\"Assertions\""}) ||
      has_all(text, {"\"audits\"", "\"risk_limit\""})) {
    return OtherFile{"assertions of an audit of ranked ballots",
                     "Give the cast vote records; recanvass assertions makes its own."};
  }
  return std::nullopt;
}

std::optional<OtherFile> other_xml(std::string_view root) {
  if (root == "schema") return OtherFile{"a schema, which describes a format", kGiveTheCards};
  if (root == "BallotDefinition") {
    return OtherFile{"a ballot definition: contests and layouts, no votes", kGiveTheCards};
  }
  if (root.starts_with("ElectionEventLog")) {
    return OtherFile{"a log of a machine's events", kGiveTheCards};
  }
  return std::nullopt;
}

}  // namespace recanvass::formats
