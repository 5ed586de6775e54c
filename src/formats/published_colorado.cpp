#include "formats/published_colorado.h"

#include "base/figures.h"
#include "formats/published_table.h"
#include "formats/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <set>

namespace recanvass::formats {
namespace {

using Columns = std::vector<std::string_view>;

// Reads the rows of one kind of file into the export. A row with a cell that cannot be read is set
// aside: nobody but its publisher can mend it.
class ColoradoReader {
 public:
  ColoradoReader(PublishedTable& table, ColoradoExport& into) : table_(table), into_(into) {}

  void contests() {
    ColoradoRound round{table_.file(), {}};
    std::set<std::string, std::less<>> names;
    while (next()) {
      ColoradoContest contest = contest_row();
      if (!is_whole()) continue;
      if (!names.insert(contest.name).second) {
        into_.remarks.push_back(fmt::format("{}: the contest {} stands there more than once",
                                            contest.row.text(), quote(contest.name)));
        into_.ambiguous.insert(contest.name);
      }
      round.contests.push_back(std::move(contest));
    }
    into_.rounds.push_back(std::move(round));
  }

  void votes() { read_votes(into_.votes); }
  void county_votes() { read_votes(into_.county_votes); }

  void county_contests() {
    while (next()) {
      into_.county_contests.emplace_back(name("county name"), name("contest name"));
      ++whole_;
    }
  }

  void batch_counts() {
    while (next()) {
      ColoradoBatch batch{row(),
                          name("county name"),
                          name("scanner id"),
                          name("batch id"),
                          figure("count per manifest"),
                          table_.whole("count per cvr file", faults_),
                          difference()};
      if (is_whole()) into_.batches.push_back(std::move(batch));
    }
  }

  void manifest() {
    while (next()) {
      ColoradoBatch batch{row(),
                          text("county"),
                          first_text({"tabulator", "tabulator id"}),
                          first_text({"batch", "batch id", "batch number"}),
                          first_figure({"# of ballots", "# of ballot cards"}),
                          std::nullopt,
                          std::nullopt};
      if (is_whole()) into_.manifest.push_back(std::move(batch));
    }
  }

  void selections() {
    while (next()) {
      ColoradoSelection selection{row(), name("contest name"), figure("min margin"), records()};
      if (is_whole()) into_.selections.push_back(std::move(selection));
    }
  }

  void summaries() {
    while (next()) {
      ColoradoSummary summary{row(), {}};
      for (const std::string_view column : kSummaryColumns) {
        if (!table_.has(column)) continue;
        // The first is a name.
        summary.cells.emplace(column,
                              summary.cells.empty() ? table_.name(column) : table_.cell(column));
      }
      if (is_whole()) into_.summaries.push_back(std::move(summary));
    }
  }

  void readings() {
    into_.readings_are_complete = table_.has("consensus") || table_.has("record type");
    while (next()) {
      into_.readings.push_back({row(), name("county name"), name("contest name"),
                                name("imprinted id"), text("choice per voting computer"),
                                text("audit board selection"), text("audit reason"),
                                text("discrepancy reason")});
      ++whole_;
    }
  }

  void targets() {
    while (next()) {
      ColoradoTarget target{row(),
                            text("county"),
                            text("contest"),
                            figure("lowest winner"),
                            figure("highest loser"),
                            figure("contest margin"),
                            text("diluted margin"),
                            text("risk limit"),
                            figure("estimated # of cvrs to audit"),
                            figure("# of cvrs"),
                            text("remarks")};
      if (is_whole()) into_.targets.push_back(std::move(target));
    }
  }

  void seed() {
    while (next()) {
      into_.seeds.push_back(text("seed"));
      ++whole_;
    }
  }

  /// Where nothing could be read the file is not what its columns say.
  void finish(ProblemList& problems) {
    if (whole_ == 0 && !unread_.empty()) return problems.add_all(told_);
    std::ranges::move(unread_, std::back_inserter(into_.unread));
  }

  static constexpr std::array<std::string_view, 17> kSummaryColumns = {"contest",
                                                                       "targeted",
                                                                       "winner",
                                                                       "risk limit met?",
                                                                       "risk measurement %",
                                                                       "audit risk limit %",
                                                                       "diluted margin %",
                                                                       "disc +2",
                                                                       "disc +1",
                                                                       "disc -1",
                                                                       "disc -2",
                                                                       "audited sample count",
                                                                       "ballot count",
                                                                       "min margin",
                                                                       "votes for winner",
                                                                       "votes for runner up",
                                                                       "total votes"};

 private:
  [[nodiscard]] PublishedRow row() const { return {table_.file(), table_.line()}; }
  [[nodiscard]] base::Place place(std::string_view column) const {
    return {table_.file(), table_.line(), std::string(column)};
  }
  bool next() {
    const bool any = table_.next(faults_);
    set_aside({});
    return any;
  }
  // Whether the row can be used.
  bool is_whole() {
    const bool whole = faults_.empty();
    whole_ += whole ? 1 : 0;
    set_aside(subject());
    return whole;
  }
  // The faults since the last row, each once for its row.
  void set_aside(const std::string& subject) {
    for (base::Problem& problem : faults_.take()) {
      const std::string found = problem.found;
      const std::string reason =
          problem.place.column.empty()
              ? fmt::format("found {}; wanted {}", found, problem.wanted)
              : fmt::format("{}: found {}; wanted {}", problem.place.column, found, problem.wanted);
      const bool same = !unread_.empty() && unread_.back().row.line == problem.place.row;
      if (same) {
        unread_.back().reason += "; " + reason;
      } else {
        unread_.push_back({{table_.file(), problem.place.row}, subject, reason});
      }
      told_.push_back(std::move(problem));
    }
  }
  std::string subject() {
    for (const std::string_view column : {"contest name", "contest", "name", "county name"}) {
      if (table_.has(column)) return text(column);
    }
    return {};
  }
  std::string text(std::string_view column) { return std::string(table_.cell(column)); }
  std::string name(std::string_view column) { return std::string(table_.name(column)); }
  std::int64_t figure(std::string_view column) { return table_.whole(column, faults_).value_or(0); }
  std::string first_text(const Columns& columns) {
    for (const std::string_view column : columns) {
      if (table_.has(column)) return text(column);
    }
    return {};
  }
  std::int64_t first_figure(const Columns& columns) {
    for (const std::string_view column : columns) {
      if (table_.has(column)) return figure(column);
    }
    return 0;
  }

  ColoradoContest contest_row() {
    ColoradoContest contest;
    contest.row = row();
    // The software's first export of 2017 is by county.
    contest.name = table_.has("contest name")
                       ? name("contest name")
                       : fmt::format("{}: {}", text("county name"), text("name"));
    contest.reason = text("audit reason");
    contest.status = first_text({"random audit status", "audit status"});
    if (table_.has("winners allowed")) contest.winners_allowed = figure("winners allowed");
    contest.cards = first_figure({"ballot card count", "county ballot count"});
    contest.winners = text("winners");
    contest.margin_votes = figure("min margin");
    contest.risk_limit = text("risk limit");
    contest.risk_limit_value = table_.decimal("risk limit", faults_).value_or(0.0);
    contest.sampled = figure("audited sample count");
    contest.discrepancies_given =
        table_.has("one vote over count") && table_.has("two vote over count") &&
        table_.has("one vote under count") && table_.has("two vote under count");
    contest.one_over = figure("one vote over count");
    contest.two_over = figure("two vote over count");
    contest.one_under = figure("one vote under count");
    contest.two_under = figure("two vote under count");
    if (const auto gamma = table_.decimal("gamma", faults_)) contest.inflation = *gamma;
    contest.overstatements = table_.whole("overstatements", faults_);
    contest.others = table_.whole("other count", faults_);
    contest.disagreements = table_.whole("disagreement count", faults_);
    contest.carrying = table_.whole(
        table_.has("contest ballot count") ? "contest ballot count" : "contest ballot card count",
        faults_);
    contest.optimistic = table_.whole("optimistic samples to audit", faults_);
    contest.estimated = table_.whole("estimated samples to audit", faults_);
    check_shares(contest);
    return contest;
  }

  void check_shares(const ColoradoContest& contest) {
    const bool limit_given = table_.has("risk limit") && !contest.risk_limit.empty();
    if (limit_given && (contest.risk_limit_value <= 0.0 || contest.risk_limit_value >= 1.0)) {
      faults_.add({"published.share", place("risk limit"), quote(contest.risk_limit),
                   "a share above 0 and below 1", "Write five percent as 0.05."});
    }
    if (contest.inflation <= 1.0) {
      faults_.add({"published.share", place("gamma"), quote(table_.cell("gamma")),
                   "an inflation factor above 1", "Colorado uses 1.03905."});
    }
    if (contest.margin_votes > contest.cards) {
      faults_.add({"published.share", place("min margin"), quote(table_.cell("min margin")),
                   fmt::format("at most the {} cards of the contest", contest.cards),
                   "Compare the row with the publisher's own file."});
    }
  }

  // "[1320488, 1321762]"
  std::vector<std::int64_t> records() {
    std::vector<std::int64_t> numbers;
    const std::string_view written = table_.cell("contest cvr ids");
    std::string_view left = written;
    const bool bracketed = left.size() >= 2 && left.front() == '[' && left.back() == ']';
    if (bracketed) left = left.substr(1, left.size() - 2);
    bool good = bracketed || left.empty();
    while (good && !trimmed(left).empty()) {
      const std::size_t comma = left.find(',');
      const std::string_view one = trimmed(left.substr(0, comma));
      std::int64_t number = 0;
      const auto [stopped, error] = std::from_chars(one.data(), one.data() + one.size(), number);
      good = error == std::errc() && stopped == one.data() + one.size();
      numbers.push_back(number);
      left = comma == std::string_view::npos ? std::string_view() : left.substr(comma + 1);
    }
    if (!good) {
      faults_.add({"published.selection", place("contest cvr ids"), quote(written),
                   "whole numbers in brackets with commas, \"[12, 7]\"",
                   "Compare the cell with the publisher's own file and correct it."});
      numbers.clear();
    }
    return numbers;
  }

  void read_votes(std::vector<ColoradoVotes>& list) {
    while (next()) {
      ColoradoVotes votes{row(), name("county name"), name("contest name"), name("choice"),
                          figure("votes")};
      if (is_whole()) list.push_back(std::move(votes));
    }
  }

  // May be below 0, where records exceed the manifest.
  std::optional<std::int64_t> difference() {
    if (!table_.has("difference")) return std::nullopt;
    const std::string_view written = table_.cell("difference");
    std::int64_t difference = 0;
    const char* end = written.data() + written.size();
    const auto [stopped, error] = std::from_chars(written.data(), end, difference);
    if (error == std::errc() && stopped == end) return difference;
    faults_.add({"published.number", place("difference"), quote(written), "a whole number",
                 "Compare the cell with the publisher's own file and correct it."});
    return std::nullopt;
  }

  PublishedTable& table_;
  ColoradoExport& into_;
  ProblemList faults_;  // of the row that is read
  std::vector<UnreadRow> unread_;
  base::Problems told_;
  std::int64_t whole_ = 0;
};

struct ColoradoKind {
  std::string_view what;
  Columns needed;
  void (ColoradoReader::*read)();
};

// The first that fits is taken: narrower lists of columns come later.
const std::vector<ColoradoKind>& kinds() {
  static const std::vector<ColoradoKind> list = {
      {"contests of a round",
       {"contest name", "ballot card count", "min margin", "risk limit", "audited sample count"},
       &ColoradoReader::contests},
      {"contests of a round, by county",
       {"county name", "name", "county ballot count", "min margin", "risk limit",
        "audited sample count"},
       &ColoradoReader::contests},
      {"records drawn by contest",
       {"contest name", "contest cvr ids"},
       &ColoradoReader::selections},
      {"cards compared",
       {"county name", "contest name", "imprinted id", "choice per voting computer",
        "audit board selection"},
       &ColoradoReader::readings},
      {"batches by manifest and by record",
       {"county name", "scanner id", "batch id", "count per manifest"},
       &ColoradoReader::batch_counts},
      {"totals by county",
       {"county name", "contest name", "choice", "votes"},
       &ColoradoReader::county_votes},
      {"totals", {"contest name", "choice", "votes"}, &ColoradoReader::votes},
      {"contests by county",
       {"county name", "contest name", "contest id"},
       &ColoradoReader::county_contests},
      {"report of results",
       {"contest", "targeted", "risk measurement %", "audited sample count"},
       &ColoradoReader::summaries},
      {"contests chosen",
       {"county", "contest", "lowest winner", "highest loser", "contest margin"},
       &ColoradoReader::targets},
      {"ballot manifest", {"county", "batch", "# of ballots"}, &ColoradoReader::manifest},
      {"seed", {"seed"}, &ColoradoReader::seed},
  };
  return list;
}

}  // namespace

std::string_view ColoradoSummary::cell(std::string_view column) const {
  const auto found = cells.find(column);
  return found == cells.end() ? std::string_view() : std::string_view(found->second);
}

bool is_colorado_table(const std::vector<std::vector<std::string_view>>& rows) {
  return std::any_of(kinds().begin(), kinds().end(), [&](const ColoradoKind& kind) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto& row) { return has_columns(row, kind.needed); });
  });
}

void read_colorado(std::string text, const std::string& file, ColoradoExport& into,
                   ProblemList& problems) {
  for (const ColoradoKind& kind : kinds()) {
    const auto table = PublishedTable::open(text, file, kind.needed);
    if (!table) continue;
    ColoradoReader reader(*table, into);
    (reader.*kind.read)();
    reader.finish(problems);
    into.files.push_back(fmt::format("{} ({})", file, kind.what));
    if (const auto unused = table->unused(); !unused.empty()) {
      into.remarks.push_back(
          fmt::format("{}: nothing is read from {}: {}", file,
                      base::counted(static_cast<std::int64_t>(unused.size()), "column", "columns"),
                      fmt::join(unused, ", ")));
    }
    if (table->rows_of_words() > 0) {
      into.remarks.push_back(fmt::format("{}: {} of words, not read", file,
                                         base::counted(table->rows_of_words(), "row", "rows")));
    }
    return;
  }
}

}  // namespace recanvass::formats
