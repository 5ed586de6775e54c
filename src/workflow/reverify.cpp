#include "workflow/reverify.h"

#include "formats/card_detect.h"
#include "formats/card_import.h"
#include "formats/csv.h"
#include "formats/input_files.h"
#include "formats/table_file.h"
#include "formats/text.h"
#include "workflow/reverify_counties.h"
#include "workflow/reverify_ranked.h"

#include <fmt/format.h>

#include <iterator>

namespace recanvass::workflow {
namespace {

using formats::InputFiles;
using formats::ProblemList;

// Larger than any report that was seen by a factor of a hundred.
constexpr std::size_t kFileBytesMax = std::size_t{512} << 20U;
constexpr int kRowsLookedAt = 8;

// The first rows of a text, as far as they are CSV.
std::vector<std::vector<std::string_view>> beginning_of(formats::CsvReader& reader) {
  std::vector<std::vector<std::string_view>> rows;
  for (int row = 0; row < kRowsLookedAt && reader.next(); ++row) rows.push_back(reader.fields());
  return rows;
}

// Cells in quotation marks, line ends in them as spaces so that rows keep their lines.
void append_csv_row(std::span<const std::string_view> fields, std::string& text) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    text += i == 0 ? "\"" : ",\"";
    for (const char letter : fields[i]) {
      if (letter == '"') text += '"';
      text += letter == '\n' || letter == '\r' ? ' ' : letter;
    }
    text += '"';
  }
  text += '\n';
}

// Files by what they are, and what each reader made of them.
class Gatherer {
 public:
  /// @param prefix  of names, that is not shown: the folder that was given
  Gatherer(const InputFiles& files, std::string prefix)
      : files_(files), prefix_(std::move(prefix)) {}

  base::Result<Reverified> run() {
    for (std::size_t at = 0; at < files_.files().size(); ++at) look_at(at);
    if (!problems_.empty()) return problems_.take();
    for (const auto& report : arlo_) found_.audits.push_back(reverify_arlo(report));
    if (!counties_.empty()) found_.audits.push_back(reverify_counties(counties_, arlo_));
    for (const auto& file : printed_) found_.audits.push_back(reverify_printed(file));
    if (!colorado_.files.empty()) found_.audits.push_back(reverify_colorado(colorado_));
    if (!ranked_.assertions.empty()) {
      read_cards();
      if (!problems_.empty()) return problems_.take();
      found_.audits.push_back(reverify_ranked(ranked_));
    } else {
      for (const auto& readings : ranked_.readings) {
        pass_over(readings.file, "hand readings; their assertions are not among the files");
      }
      for (const auto& [name, text] : cards_) {
        pass_over(name,
                  "cast vote records; what was published of their audit is not among the "
                  "files");
      }
    }
    if (found_.audits.empty()) return nothing();
    return std::move(found_);
  }

 private:
  void look_at(std::size_t at) {
    std::string name = files_.files()[at].name;
    if (!prefix_.empty() && name.starts_with(prefix_)) name.erase(0, prefix_.size());
    if (files_.files()[at].is_workbook) return look_at_sheet(at, name);
    auto bytes = files_.whole(at, kFileBytesMax);
    if (!bytes) return problems_.add_all(bytes.problems());
    auto decoded = formats::decode_text(std::move(bytes).value(), name);
    if (!decoded) return pass_over(name, "no text: " + decoded.problems().front().found);
    const std::string text = std::move(decoded).value().text;
    if (formats::is_arlo_report(text)) {
      arlo_.push_back(formats::read_arlo_report(text, name, problems_));
      return;
    }
    if (formats::is_printed_audit(std::string_view(text).substr(0, kLookedAt))) {
      printed_.push_back(formats::read_printed_audit(text, name, problems_));
      return;
    }
    if (const std::size_t first = text.find_first_not_of(" \t\r\n");
        first != std::string::npos && text[first] == '{') {
      return look_at_json(at, name, text);
    }
    if (!look_at_table(name, text)) look_for_cards(at, name, text);
  }

  // Whether it is a table that is known.
  bool look_at_table(const std::string& name, const std::string& text) {
    formats::CsvReader reader(text.substr(0, kLookedAt));
    const auto rows = beginning_of(reader);
    if (formats::is_colorado_table(rows)) {
      formats::read_colorado(text, name, colorado_, problems_);
      return true;
    }
    if (!formats::is_county_table(rows)) return false;
    counties_.push_back(formats::read_county_table(text, name, problems_));
    return true;
  }

  // A sheet says what it would say as CSV; lines are Excel's numbers.
  void look_at_sheet(std::size_t at, const std::string& name) {
    auto rows = formats::open_table(files_, at);
    if (!rows) return pass_over(name, "a sheet that cannot be read: " + rows.problems()[0].found);
    std::string text;
    std::int64_t lines = 0;
    while ((*rows)->next() && text.size() < kFileBytesMax) {
      for (; lines + 1 < (*rows)->line(); ++lines) text += '\n';
      append_csv_row((*rows)->fields(), text);
      ++lines;
    }
    if (!(*rows)->problems().empty()) {
      return pass_over(name, "a sheet that cannot be read: " + (*rows)->problems()[0].found);
    }
    if (!look_at_table(name, text)) pass_over(name, "a sheet that is no table of a known audit");
  }

  void look_at_json(std::size_t at, const std::string& name, const std::string& text) {
    const auto json = base::parse_json(text, name);
    if (!json) {
      return pass_over(name, "no JSON, though it begins so: found " + json.problems()[0].found);
    }
    if (formats::is_ranked_assertions(*json)) {
      ranked_.assertions.push_back(formats::read_ranked_assertions(*json, name, problems_));
      return;
    }
    if (formats::is_county_document(*json)) {
      counties_.push_back(formats::read_county_document(*json, name));
      return;
    }
    const auto names = formats::read_choice_names(*json);
    ranked_.names.insert(names.begin(), names.end());
    if (formats::is_ranked_readings(*json)) {
      ranked_.readings.push_back(formats::read_ranked_readings(*json, name, problems_));
    } else if (names.empty()) {
      look_for_cards(at, name, text);
    }
  }

  void look_for_cards(std::size_t at, const std::string& name, const std::string& text) {
    const auto kind = formats::find_file_kind(files_, at);
    if (kind && kind->kind == formats::FileKind::Cards) {
      cards_.emplace_back(name, text);
    } else {
      pass_over(name, "nothing of a published audit that is known");
    }
  }

  void read_cards() {
    if (cards_.empty()) return;
    auto cards = formats::import_cards(InputFiles::of_texts(std::move(cards_)));
    if (!cards) return problems_.add_all(cards.problems());
    ranked_.cards = std::move(cards).value();
  }

  void pass_over(const std::string& name, const std::string& why) {
    found_.not_read.push_back(name + ": " + why);
  }

  base::Problems nothing() const {
    base::Problems problems;
    for (const std::string& file : found_.not_read) {
      problems.push_back({"reverify.nothing",
                          {},
                          file,
                          "a file of a published audit",
                          "docs/formats/published-audits.md lists what is read."});
    }
    if (problems.empty()) {
      problems.push_back({"reverify.nothing",
                          {},
                          "no files",
                          "the files of a published audit",
                          "Name the files, or the folder that holds them."});
    }
    return problems;
  }

  static constexpr std::size_t kLookedAt = std::size_t{64} << 10U;

  const InputFiles& files_;
  std::string prefix_;
  ProblemList problems_;
  std::vector<formats::ArloReport> arlo_;
  std::vector<formats::PrintedFile> printed_;
  std::vector<formats::CountyTable> counties_;
  formats::ColoradoExport colorado_;
  RankedFiles ranked_;
  std::vector<std::pair<std::string, std::string>> cards_;  // files of records, by name
  Reverified found_;
};

// A folder is an audit of its own; files named one by one are one audit together.
std::vector<std::vector<std::filesystem::path>> groups_of(
    const std::vector<std::filesystem::path>& paths) {
  std::vector<std::vector<std::filesystem::path>> groups;
  std::vector<std::filesystem::path> single;
  for (const auto& path : paths) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
      groups.push_back({path});
    } else {
      single.push_back(path);
    }
  }
  if (!single.empty()) groups.push_back(std::move(single));
  return groups;
}

// What the names of a folder's files begin with.
std::string prefix_of(const std::vector<std::filesystem::path>& group) {
  std::error_code error;
  if (group.size() != 1 || !std::filesystem::is_directory(group.front(), error)) return {};
  std::string prefix = group.front().string();
  if (!prefix.empty() && prefix.back() != '/') prefix += '/';
  return prefix;
}

}  // namespace

base::Result<Reverified> reverify(const std::vector<std::filesystem::path>& paths) {
  Reverified all;
  base::Problems problems;
  for (const auto& group : groups_of(paths)) {
    const auto files = InputFiles::open(group);
    if (!files) {
      problems.insert(problems.end(), files.problems().begin(), files.problems().end());
      continue;
    }
    auto found = Gatherer(*files, prefix_of(group)).run();
    if (!found) {
      problems.insert(problems.end(), found.problems().begin(), found.problems().end());
      continue;
    }
    Reverified one = std::move(found).value();
    std::move(one.audits.begin(), one.audits.end(), std::back_inserter(all.audits));
    std::move(one.not_read.begin(), one.not_read.end(), std::back_inserter(all.not_read));
  }
  if (!problems.empty()) return problems;
  return all;
}

}  // namespace recanvass::workflow
