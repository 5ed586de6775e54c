#include "formats/rank_grid.h"

#include "formats/table_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardChoiceKind;
using election::Mark;

constexpr std::uint32_t kGridRankMax = 1000;

// Columns before the candidates, by their names in small letters.
bool tells_of_ballot(std::string_view name) {
  const std::string lower = lower_case(trimmed(name));
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{
          "id", "ballot", "ballot id", "ballotid", "cvr", "cvr id", "cvr number", "record",
          "record id", "response id", "precinct", "batch", "batch id", "tabulator"},
      [&](std::string_view known) { return lower == known; });
}

// What stands in the first row that is no rank is an id, whatever its column is called: "Response
// ID" of programs for surveys, or no name at all.
template <class Text>
std::size_t first_candidate(std::span<const std::string> header, std::span<const Text> row) {
  std::size_t first = 0;
  while (first < header.size() && tells_of_ballot(header[first])) ++first;
  if (first > 0 || header.size() < 3 || row.empty()) return first;
  const std::string_view cell = trimmed(row[0]);
  const std::uint32_t rank = position_of(cell);
  const bool is_rank = rank > 0 && rank < header.size();
  return cell.empty() || is_rank ? 0 : 1;
}

// Two candidates of one rank, in a row.
bool has_equal_ranks(std::span<const std::string> cells) {
  std::vector<std::uint32_t> ranks;
  for (const std::string& cell : cells) {
    if (const std::uint32_t rank = position_of(trimmed(cell)); rank > 0) ranks.push_back(rank);
  }
  std::ranges::sort(ranks);
  return std::ranges::adjacent_find(ranks) != ranks.end();
}

std::string_view without_folders_and_end(std::string_view name) {
  const std::string_view last = last_part(name);
  return last.substr(0, last.find_last_of('.'));
}

class RankGridFile {
 public:
  RankGridFile(TableRows& rows, const std::string& name, CardReading& reading, ContestBook& book)
      : rows_(rows), name_(name), reading_(reading), book_(book), places_(reading.builder) {}

  void read() {
    if (!rows_.next()) return reading_.problems.add_all(rows_.problems());
    for (const std::string_view field : rows_.fields()) header_.emplace_back(trimmed(field));
    heading_fields_ = header_.size();
    while (header_.size() > 1 && header_.back().empty()) header_.pop_back();
    header_line_ = rows_.line();
    rows_.each_row([&] {
      if (is_blank_row(rows_.fields())) {
        reading_.ignore("empty rows");
      } else if (has_choices(rows_.fields())) {
        read_row();
      }
    });
    if (!has_choices({})) return;
    reading_.problems.add_all(rows_.problems());
    add_remarks(rows_, name_, reading_.remarks);
    reading_.builder.describe(contest_, 1, ranks_);
  }

 private:
  void refuse(const char* cause, std::string place, std::string found, std::string wanted) {
    reading_.problems.add({cause,
                           {name_, readable_ ? rows_.line() : header_line_, std::move(place)},
                           std::move(found),
                           std::move(wanted),
                           "Correct the table, or export it again."});
  }
  // The candidates of the heading, once the first row has told where they begin. False: refused.
  bool has_choices(std::span<const std::string_view> row);
  bool read_header(std::span<const std::string_view> row);
  void read_row();

  TableRows& rows_;
  const std::string& name_;
  CardReading& reading_;
  ContestBook& book_;
  CardPlaces places_;
  std::vector<std::string> header_;
  std::size_t heading_fields_ = 0;  // with the empty ones behind the last name
  std::size_t row_fields_ = 0;      // of every row; 0: there was none
  std::int64_t header_line_ = 0;
  std::optional<bool> readable_;
  std::size_t first_ = 0;
  std::uint32_t contest_ = 0;
  std::int32_t ranks_ = 0;
  std::vector<election::ChoiceIndex> choices_;
  std::vector<Mark> marks_;
};

bool RankGridFile::has_choices(std::span<const std::string_view> row) {
  if (!readable_) readable_ = read_header(row);
  return *readable_;
}

bool RankGridFile::read_header(std::span<const std::string_view> row) {
  first_ = first_candidate(std::span<const std::string>(header_), row);
  const std::string_view title = without_folders_and_end(name_);
  const auto contest = book_.contest(title, title, 1, 0);
  if (!contest) return false;
  contest_ = *contest;
  for (std::size_t i = first_; i < header_.size(); ++i) {
    const std::string why = why_not_a_name(header_[i]);
    const bool twice = std::count(header_.begin(), header_.end(), header_[i]) > 1;
    const auto choice = why.empty() && !twice
                            ? book_.choice(contest_, header_[i], header_[i],
                                           is_write_in_name(header_[i]) ? CardChoiceKind::WriteIn
                                                                        : CardChoiceKind::Named)
                            : std::nullopt;
    if (!choice) {
      refuse("rank-grid.header", header_[i], twice ? "a candidate twice" : "a name that " + why,
             "a column for each candidate");
      return false;
    }
    choices_.push_back(*choice);
  }
  return true;
}

void RankGridFile::read_row() {
  const auto whole = rows_.fields();
  const auto fields = whole.first(std::min(whole.size(), header_.size()));
  if (row_fields_ == 0 && whole.size() <= heading_fields_) row_fields_ = whole.size();
  const bool fits = fields.size() == header_.size() && whole.size() == row_fields_;
  if (!fits || !is_blank_row(whole.subspan(header_.size()))) {
    return refuse("rank-grid.fields", {}, fmt::format("{} fields", whole.size()),
                  fmt::format("{} fields, as the header has", header_.size()));
  }
  marks_.clear();
  for (std::size_t i = first_; i < fields.size(); ++i) {
    const std::string_view cell = trimmed(fields[i]);
    if (cell.empty()) continue;
    const std::uint32_t rank = position_of(cell);
    if (rank == 0 || rank > kGridRankMax) {
      refuse("rank-grid.cell", header_[i], quote(cell), "a rank, or nothing");
      return;
    }
    ranks_ = std::max(ranks_, static_cast<std::int32_t>(rank));
    marks_.push_back({choices_[i - first_], static_cast<std::uint16_t>(rank), 1});
  }
  std::string_view id;
  std::string_view precinct;
  std::string_view batch;
  for (std::size_t i = 0; i < first_; ++i) {
    const std::string name = lower_case(header_[i]);
    (name == "precinct" ? precinct : name.starts_with("batch") ? batch : id) = trimmed(fields[i]);
  }
  reading_.builder.add_card(
      {places_.profile("", precinct, ""), places_.batch("", batch), 0, true, {}, id});
  reading_.origins.add(reading_.builder.cards() - 1, name_, rows_.line());
  reading_.builder.add_marking(contest_, code_of_marks(reading_.builder, contest_, marks_));
}

}  // namespace

bool is_rank_grid(std::span<const std::vector<std::string>> rows) {
  if (rows.empty()) return false;
  std::vector<std::string> header = rows[0];
  // A comma too many at the end of the header names no column.
  while (header.size() > 1 && trimmed(header.back()).empty()) header.pop_back();
  const std::size_t first =
      first_candidate<std::string>(header, rows.size() > 1 ? std::span<const std::string>(rows[1])
                                                           : std::span<const std::string>());
  const std::size_t candidates = header.size() - first;
  // What `recanvass convert` writes: no other table begins so, and a contest may have any names, or
  // no ballot.
  static const std::vector<std::string> kOurs = {"record id", "precinct", "batch"};
  if (candidates > 0 && header.size() > kOurs.size() &&
      std::equal(kOurs.begin(), kOurs.end(), header.begin())) {
    return true;
  }
  if (rows.size() < 2 || candidates < 2) return false;
  for (std::size_t i = first; i < header.size(); ++i) {
    if (!why_not_a_name(header[i]).empty() || position_of(trimmed(header[i])) > 0) return false;
  }
  const bool known_id = first == 0 || tells_of_ballot(header[0]);
  if (!known_id && candidates < 3) return false;
  std::set<std::string_view> ids;
  std::size_t with_first = 0;
  for (const auto& row : rows.subspan(1)) {
    if (row.size() < header.size()) return false;
    const auto beyond = std::span(row).subspan(header.size());
    const auto is_empty = [](const std::string& cell) { return trimmed(cell).empty(); };
    if (!std::ranges::all_of(beyond, is_empty)) return false;
    if (!known_id) {
      const bool is_new = !trimmed(row[0]).empty() && ids.insert(trimmed(row[0])).second;
      if (!is_new || has_equal_ranks(row)) return false;
    }
    bool has_first = false;
    for (std::size_t i = first; i < header.size(); ++i) {
      const std::string_view cell = trimmed(row[i]);
      const std::uint32_t rank = position_of(cell);
      if (!cell.empty() && (rank == 0 || rank > candidates)) return false;
      has_first = has_first || rank == 1;
    }
    with_first += has_first ? 1U : 0U;
  }
  return 2 * with_first > rows.size() - 1;
}

void read_rank_grid(const InputFiles& files, const std::vector<std::size_t>& which,
                    CardReading& reading) {
  ContestBook book(reading.builder);
  for (const std::size_t at : which) {
    auto rows = open_table(files, at, reading.executor);
    if (!rows) {
      reading.problems.add_all(rows.problems());
      continue;
    }
    RankGridFile(*std::move(rows).value(), files.files()[at].name, reading, book).read();
  }
}

}  // namespace recanvass::formats
