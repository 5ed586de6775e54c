#include "tests/cards/ranked_files.h"

#include "base/check.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace recanvass::test_support {
namespace {

using election::CardCount;
using election::ChoiceIndex;
using election::Mark;
using election::MarkingState;
using tabulate::Profile;

// What a program prints; no value when it does not end well.
std::optional<std::string> output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  std::vector<char> buffer(1U << 16U);
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), size);
  }
  if (pclose(pipe) != 0) return std::nullopt;
  return text;
}

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> fields;
  std::size_t first = 0;
  while (first <= line.size()) {
    const std::size_t end = std::min(line.find(separator, first), line.size());
    fields.emplace_back(line.substr(first, end - first));
    first = end + 1;
  }
  return fields;
}

void add_ballots(Profile& profile,
                 const std::map<std::vector<ChoiceIndex>, std::int64_t>& ballots) {
  for (const auto& [order, cards] : ballots) {
    std::vector<Mark> marks;
    for (const ChoiceIndex choice : order) {
      marks.push_back({choice, static_cast<std::uint16_t>(marks.size() + 1), 1});
    }
    profile.add(marks.empty() ? MarkingState::Blank : MarkingState::Marked, marks,
                CardCount(cards));
  }
}

// What stands between `open` and `close` from `at` on; `at` moves behind it. Empty: not there.
std::string_view between(std::string_view text, std::string_view open, std::string_view close,
                         std::size_t& at) {
  const std::size_t first = text.find(open, at);
  if (first == std::string_view::npos) {
    at = text.size();
    return {};
  }
  const std::size_t begin = first + open.size();
  const std::size_t end = std::min(text.find(close, begin), text.size());
  at = std::min(end + close.size(), text.size());
  return text.substr(begin, end - begin);
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> shared_strings(std::string_view xml) {
  std::vector<std::string> strings;
  for (std::size_t at = 0; at < xml.size();) {
    const std::string_view item = between(xml, "<si>", "</si>", at);
    if (item.empty()) break;
    std::size_t inside = item.find("<t");
    inside = item.find('>', inside) + 1;
    strings.push_back(trimmed(item.substr(inside, item.find("</t>") - inside)));
  }
  return strings;
}

// "D12" is column 3.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column - 1;
}

std::vector<std::string> row_cells(std::string_view row, const std::vector<std::string>& strings) {
  std::vector<std::string> cells;
  for (std::size_t at = 0; at < row.size();) {
    const std::string_view cell = between(row, "<c r=\"", "</c>", at);
    if (cell.empty()) break;
    const std::size_t column = column_of(cell);
    const std::size_t value_at = cell.find("<v>");
    if (value_at == std::string_view::npos) continue;
    const std::string_view value = cell.substr(value_at + 3, cell.find("</v>") - value_at - 3);
    cells.resize(std::max(cells.size(), column + 1));
    const bool shared = cell.substr(0, value_at).find("t=\"s\"") != std::string_view::npos;
    cells[column] = shared ? strings.at(whole_number(value)) : std::string(value);
  }
  return cells;
}

}  // namespace

std::string cvr_path(std::string_view file) {
  return std::string(RECANVASS_SHARED_DIR) + "/data/cvr/" + std::string(file);
}

std::optional<std::string> shared_text(const std::string& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  if (path.ends_with(".gz")) return output_of("gzip -dc '" + path + "' 2>/dev/null");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::optional<base::Json> shared_json(const std::string& path) {
  const auto text = shared_text(path);
  if (!text) return std::nullopt;
  auto json = base::parse_json(*text, path);
  RECANVASS_CHECK(json.ok());
  return std::move(json).value();
}

std::optional<std::string> archive_entry(const std::string& path, std::string_view entry) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  return output_of("unzip -p '" + path + "' " + std::string(entry) + " 2>/dev/null");
}

std::size_t whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  RECANVASS_CHECK(error == std::errc() && end == text.data() + text.size());
  return number;
}

election::CardContest contest_named(std::string_view name,
                                    const std::vector<std::string>& choices) {
  election::CardContest contest{
      {std::string(name)}, std::string(name), 1, static_cast<std::int32_t>(choices.size()), 1, {}};
  for (const std::string& choice : choices) contest.choices.push_back({{choice}, choice, {}});
  return contest;
}

Profile read_raire(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);  // how many contests: one
  std::getline(lines, line);
  const auto header = split(line, ',');
  const std::size_t choices = whole_number(header.at(2));
  const std::vector<std::string> names(header.begin() + 3,
                                       header.begin() + 3 + static_cast<std::ptrdiff_t>(choices));
  std::map<std::vector<ChoiceIndex>, std::int64_t> ballots;
  while (std::getline(lines, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto fields = split(line, ',');
    std::vector<ChoiceIndex> order;
    for (std::size_t i = 2; i < fields.size(); ++i) {
      if (fields[i].empty()) continue;
      const auto found = std::ranges::find(names, fields[i]);
      RECANVASS_CHECK(found != names.end());
      order.push_back(static_cast<ChoiceIndex>(found - names.begin()));
    }
    if (fields.size() >= 2) ++ballots[order];
  }
  Profile profile(contest_named(header.at(1), names));
  add_ballots(profile, ballots);
  return profile;
}

Profile read_raire_rs(const base::Json& json) {
  std::vector<std::string> names;
  for (const auto& name : json.at("metadata").at("candidates")) names.push_back(name);
  std::map<std::vector<ChoiceIndex>, std::int64_t> ballots;
  for (const auto& vote : json.at("votes")) {
    ballots[vote.at("prefs").get<std::vector<ChoiceIndex>>()] += vote.at("n").get<std::int64_t>();
  }
  Profile profile(contest_named(json.at("metadata").at("contest").get<std::string>(), names));
  add_ballots(profile, ballots);
  return profile;
}

std::optional<Cells> workbook_cells(const std::string& path) {
  const auto strings = archive_entry(path, "xl/sharedStrings.xml");
  const auto sheet = archive_entry(path, "xl/worksheets/sheet1.xml");
  if (!strings || !sheet) return std::nullopt;
  const auto names = shared_strings(*strings);
  Cells cells;
  for (std::size_t at = 0; at < sheet->size();) {
    const std::string_view row = between(*sheet, "<row ", "</row>", at);
    if (row.empty()) break;
    cells.push_back(row_cells(row, names));
  }
  return cells;
}

tabulate::ChoiceVotes::size_type choice_named(const Profile& profile, std::string_view name) {
  const auto& choices = profile.contest().choices;
  const auto found = std::ranges::find(choices, name, &election::CardChoice::name);
  RECANVASS_CHECK(found != choices.end());
  return static_cast<std::size_t>(found - choices.begin());
}

}  // namespace recanvass::test_support
