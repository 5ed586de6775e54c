#include "formats/returns_builder.h"

#include "formats/odd_figures.h"
#include "formats/text.h"
#include "formats/unit_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

namespace recanvass::formats {
namespace {

using election::ResultSet;
using election::VoteCount;

constexpr std::size_t kNamesShown = 30;
constexpr std::size_t kRowsShown = 8;
constexpr std::size_t kAbsentShown = 3;
constexpr std::int64_t kAbsent = -1;
constexpr const char* kRegisteredMend =
    "Check both figures; include voters who registered on election day, or leave the register out: "
    "remove its rows, or name @registered under map.ignore of the result set.";

constexpr std::size_t at(Reserved kind) { return static_cast<std::size_t>(kind); }

// Gathers the rows of one result set into a matrix, unit by choice, and checks it.
class ResultAssembly {
 public:
  ResultAssembly(IndexedReturns& returns, const ResultRequest& request, ResultSet& result,
                 ProblemList& problems)
      : returns_(returns),
        table_(returns.table),
        request_(request),
        result_(result),
        problems_(problems) {}

  /// The first line of each unit of the result, in their order.
  std::vector<std::int64_t> build() {
    if (!is_of_this_election()) return {};
    select_rows();
    if (rows_.empty()) return {};
    understand_names();
    lay_out();
    add_up();
    report_duplicates();
    check_units_apart();
    for (std::size_t unit = 0; unit < units_.size(); ++unit) check_unit(unit);
    check_counties();
    if (is_sound()) fill_result();
    return first_lines_;
  }

 private:
  [[nodiscard]] bool contest_matches(const std::string& text) const {
    if (text.empty()) return true;
    if (table_.naming == Naming::Ids) return text == request_.contest.id.text;
    if (!request_.map.office.empty()) return text == request_.map.office;
    return equal_but_for_case(text, request_.contest.name);
  }

  [[nodiscard]] bool place_matches(const ReturnsTable::Section& section) const {
    if (section.jurisdiction.empty()) return true;
    if (section.jurisdiction == request_.jurisdiction.id.text) return true;
    // Files by names say the state, also for a city in it.
    const auto state = election::law_of(request_.jurisdiction);
    return table_.naming == Naming::Names && state && section.jurisdiction == state->text;
  }

  [[nodiscard]] bool section_matches(const ReturnsTable::Section& section) const {
    return (section.result_set.empty() || section.result_set == result_.id.text) &&
           (section.year.empty() ||
            section.year == fmt::format("{:04}", request_.election_day.year())) &&
           place_matches(section) && contest_matches(section.contest);
  }

  [[nodiscard]] bool is_of_this_election() {
    const auto& day = table_.election_day;
    if (!day || *day == request_.election_day) return true;
    problems_.add({"returns.other-election",
                   {table_.file, table_.election_day_line, ""},
                   "an election of " + day->text(),
                   "the election of " + request_.election_day.text(),
                   "Use the file of this election, or correct election_day."});
    return false;
  }

  void select_rows() {
    const std::string use = request_.jurisdiction.id.text + "/" + request_.contest.id.text;
    for (std::size_t i = 0; i < table_.sections.size(); ++i) {
      if (!section_matches(table_.sections[i])) continue;
      std::string& used_for = returns_.used_for[i];
      if (!used_for.empty() && used_for != use && !table_.has_unknown_columns) {
        problems_.add({"returns.shared-rows",
                       {table_.file, first_line_of(i), ""},
                       fmt::format("the same rows for {} and for {}", used_for, use),
                       "rows that say which they belong to",
                       "Add the column jurisdiction (and contest), or use a file for each."});
      }
      for (const auto& remark : table_.section_remarks) {
        if (remark.section == i) result_.remarks.push_back(remark.text);
      }
      used_for = use;
      rows_.insert(rows_.end(), returns_.by_section[i].begin(), returns_.by_section[i].end());
    }
    if (rows_.empty()) return report_no_rows();
    if (table_.naming == Naming::Names) {
      add_rows_of_every_contest();
      leave_out_totals();
      leave_out_modes_of_totals();
    }
  }

  [[nodiscard]] std::int64_t first_line_of(std::size_t section) const {
    const auto& rows = returns_.by_section[section];
    return rows.empty() ? 0 : table_.figures[rows.front()].line;
  }

  [[nodiscard]] bool is_of_other_year() const {
    return std::any_of(table_.sections.begin(), table_.sections.end(), [&](const auto& section) {
      return !section.year.empty() && place_matches(section) && contest_matches(section.contest);
    });
  }

  void report_no_rows() {
    if (table_.has_lost_rows) return;  // they may be what is looked for
    std::set<std::string> offered;
    for (const auto& section : table_.sections) {
      const bool names = table_.naming == Naming::Names;
      const std::string year = section.year.empty() ? "" : " in " + section.year;
      offered.insert(quote(names ? section.contest : section.jurisdiction) + year);
    }
    const std::string has = offered.empty() ? "no row below its header"
                                            : listed({offered.begin(), offered.end()}, kNamesShown);
    problems_.add(
        {"returns.no-rows",
         {table_.file, 0, ""},
         fmt::format("no row for result set {}; the file has {}", quote(result_.id.text), has),
         fmt::format("rows for {} in {}", quote(request_.contest.id.text),
                     quote(request_.jurisdiction.id.text)),
         offered.empty()      ? "Export the table again, with its rows."
         : is_of_other_year() ? "Use the file of this election, or correct election_day."
         : table_.naming == Naming::Names
             ? "Name the contest as the file does: map.office in the result set."
             : "Correct the columns jurisdiction, contest and result_set."});
  }

  // Ballots and registered voters of the units that vote in this contest.
  void add_rows_of_every_contest() {
    std::vector<bool> votes_here(table_.units.size());
    for (const std::uint32_t row : rows_) votes_here[table_.figures[row].unit] = true;
    for (std::size_t i = 0; i < table_.sections.size(); ++i) {
      const auto& section = table_.sections[i];
      if (section.contest != kEveryContest || !place_matches(section)) continue;
      for (const std::uint32_t row : returns_.by_section[i]) {
        if (votes_here[table_.figures[row].unit]) rows_.push_back(row);
      }
    }
  }

  // Rows that add others up go out only when a person said so.
  void leave_out_totals() {
    const auto& ignore = request_.map.ignore;
    const auto ignored = [&](const std::string& name) {
      return std::find(ignore.begin(), ignore.end(), name) != ignore.end();
    };
    std::vector<std::string> totals;
    std::vector<bool> met(table_.units.size());
    std::vector<bool> out(table_.units.size());
    std::int64_t first_line = 0;
    for (const std::uint32_t row : rows_) {
      const auto& figure = table_.figures[row];
      if (met[figure.unit]) continue;
      met[figure.unit] = true;
      const auto& unit = table_.units[figure.unit];
      out[figure.unit] = ignored(unit.name) || ignored(unit.county);
      const std::string& name = names_a_total(unit.name) ? unit.name : unit.county;
      if (out[figure.unit] || !names_a_total(name)) continue;
      out[figure.unit] = true;
      if (totals.empty()) first_line = figure.line;
      if (std::find(totals.begin(), totals.end(), quote(name)) == totals.end()) {
        totals.push_back(quote(name));
      }
    }
    std::erase_if(rows_, [&](std::uint32_t row) { return out[table_.figures[row].unit]; });
    if (totals.empty()) return;
    is_refused_ = true;
    problems_.add({"returns.total-row",
                   {table_.file, first_line, ""},
                   "rows of " + listed(totals, kNamesShown),
                   "rows of reporting units only",
                   "If these rows add up others, name them under map.ignore of the result set."});
  }

  // Published files give some places by mode and for all modes too. Where the one is the sum of the
  // other, it is one count said twice; where it is not, report_duplicates() refuses it.
  void leave_out_modes_of_totals() {
    std::optional<std::uint32_t> all_modes;
    for (std::uint32_t i = 0; i < table_.modes.size(); ++i) {
      if (table_.modes.name(i).empty()) all_modes = i;
    }
    if (!all_modes || table_.modes.size() < 2) return;
    struct Line {
      std::int64_t stated = kAbsent;
      std::int64_t sum = kAbsent;
      bool is_unreadable = false;  // so that nobody can say whether the two agree
      [[nodiscard]] bool is_said_twice() const {
        return stated != kAbsent && sum != kAbsent && (stated == sum || is_unreadable);
      }
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Line> lines;  // by unit and choice
    for (const std::uint32_t row : rows_) {
      const auto& figure = table_.figures[row];
      Line& line = lines[{figure.unit, figure.choice}];
      line.is_unreadable = line.is_unreadable || figure.votes < 0;
      std::int64_t& part = figure.mode == *all_modes ? line.stated : line.sum;
      part = std::max<std::int64_t>(part, 0) + std::max<std::int64_t>(figure.votes, 0);
    }
    std::set<std::uint32_t> units;
    std::erase_if(rows_, [&](std::uint32_t row) {
      const auto& figure = table_.figures[row];
      const Line& line = lines.at({figure.unit, figure.choice});
      if (!line.is_said_twice() || figure.votes == kUnknownVotes) return false;
      units.insert(figure.unit);
      return figure.mode != *all_modes;
    });
    if (units.empty()) return;
    result_.remarks.push_back(fmt::format(
        "{}: {} of {} give votes for all modes and by mode, which add up to it; counted once",
        table_.file, units.size() == 1 ? "1 unit" : fmt::format("{} units", units.size()),
        result_.id.text));
  }

  void understand_names() {
    meanings_.resize(table_.choices.size());
    std::vector<bool> met(table_.choices.size());
    std::vector<std::string> unknown;
    std::vector<std::string> known;
    for (const auto& choice : request_.contest.choices) known.push_back(choice.id.text);
    std::string zeros;
    std::int64_t first_line = 0;
    for (const std::uint32_t row : rows_) {
      const std::uint32_t choice = table_.figures[row].choice;
      if (met[choice]) continue;
      met[choice] = true;
      const std::string& key = table_.choices.name(choice);
      if (key == kUnreadableChoice) {
        meanings_[choice].kind = Meaning::Kind::Ignored;
        continue;
      }
      meanings_[choice] = meaning_of(key, table_.naming, request_.contest, request_.map);
      if (meanings_[choice].kind != Meaning::Kind::Unknown) continue;
      if (unknown.empty()) first_line = table_.figures[row].line;
      if (zeros.empty()) zeros = lost_zeros_advice(choice_name(key), known);
      const std::string name = quote(choice_name(key));
      if (std::find(unknown.begin(), unknown.end(), name) == unknown.end()) unknown.push_back(name);
    }
    if (!unknown.empty()) is_refused_ = true;
    if (!unknown.empty() && choices_are_known()) report_unknown(unknown, known, first_line, zeros);
    understand_counties();
  }

  // Not where election.toml has a choice without a readable id or name, which may be the one meant;
  // nor where the rows may be of another contest, since a column that nobody knows may say so.
  [[nodiscard]] bool choices_are_known() const {
    const bool by_names = table_.naming == Naming::Names;
    const auto& choices = request_.contest.choices;
    const bool all_readable =
        std::none_of(choices.begin(), choices.end(), [&](const election::Choice& choice) {
          return choice.id.text.empty() || (by_names && choice.name.empty());
        });
    const bool one_contest = request_.contests == 1 || table_.has_contest_column;
    return all_readable && (one_contest || !table_.has_unknown_columns);
  }

  void report_unknown(const std::vector<std::string>& unknown,
                      const std::vector<std::string>& known, std::int64_t line,
                      const std::string& zeros) {
    const bool ids = table_.naming == Naming::Ids;
    const std::string mend = ids ? "Correct the ids, or add the choices to election.toml."
                                 : "A person decides who is meant: add each name under map.choices "
                                   "or map.ignore of the result set.";
    problems_.add({ids ? "returns.unknown-choice" : "returns.unmapped-choice",
                   {table_.file, line, table_.choice_place},
                   listed(unknown, kNamesShown),
                   fmt::format("{} of contest {}: {}", ids ? "ids" : "names mapped to ids",
                               quote(request_.contest.id.text), listed(known, kNamesShown)),
                   zeros.empty() ? mend : zeros});
  }

  void understand_counties() {
    counties_.assign(table_.units.size(), kNowhere);
    std::unordered_map<std::string, std::uint32_t> meant;
    std::vector<std::string> unknown;
    std::vector<std::string> names;
    for (const auto& county : request_.jurisdiction.counties) {
      names.insert(names.end(), {county.id.text, county.name});
    }
    std::string zeros;
    std::int64_t first_line = 0;
    for (const std::uint32_t row : rows_) {
      const auto& figure = table_.figures[row];
      std::uint32_t& number = counties_[figure.unit];
      if (number != kNowhere) continue;
      const std::string& text = table_.units[figure.unit].county;
      const auto known = meant.find(text);
      if (known != meant.end()) {
        number = known->second;
        continue;
      }
      const auto county = county_meant(text, table_.naming, request_.jurisdiction, request_.map);
      number = county_names_.number_of(county.value_or(text));
      meant.emplace(text, number);
      if (county) continue;
      if (unknown.empty()) first_line = figure.line;
      if (zeros.empty()) zeros = lost_zeros_advice(text, names);
      unknown.push_back(quote(text));
    }
    if (unknown.empty()) return;
    is_refused_ = true;
    has_unknown_counties_ = true;
    const auto& counties = request_.jurisdiction.counties;
    const bool all_readable =
        std::none_of(counties.begin(), counties.end(), [](const election::County& county) {
          return county.id.text.empty() || county.name.empty();
        });
    if (!all_readable) return;  // one of them may be meant
    const bool ids = table_.naming == Naming::Ids;
    const std::string mend =
        ids ? "Correct the ids; a unit of another jurisdiction does not belong here."
            : "Add each name under map.counties of the result set.";
    problems_.add({ids ? "returns.unknown-county" : "returns.unmapped-county",
                   {table_.file, first_line, table_.county_place},
                   listed(unknown, kNamesShown),
                   fmt::format("counties of {} as election.toml lists them",
                               quote(request_.jurisdiction.id.text)),
                   zeros.empty() ? mend : zeros});
  }

  // Left out by map.ignore, or unreadable in what says where the figure belongs.
  [[nodiscard]] bool is_passed_over(const ReturnsTable::Figure& figure) const {
    return meanings_[figure.choice].kind == Meaning::Kind::Ignored ||
           !table_.units[figure.unit].is_readable;
  }

  // Columns: the contest's choices that occur, in the contest's order.
  void lay_out() {
    std::vector<bool> occurs(request_.contest.choices.size());
    local_unit_.assign(table_.units.size(), kNowhere);
    std::vector<std::uint32_t> local_line(table_.choices.size(), kNowhere);
    for (const std::uint32_t row : rows_) {
      const auto& figure = table_.figures[row];
      const Meaning& meaning = meanings_[figure.choice];
      if (is_passed_over(figure)) continue;
      if (meaning.kind == Meaning::Kind::Choice) occurs[meaning.index] = true;
      if (local_line[figure.choice] == kNowhere) local_line[figure.choice] = lines_++;
      std::uint32_t& unit = local_unit_[figure.unit];
      if (unit != kNowhere) continue;
      unit = static_cast<std::uint32_t>(units_.size());
      units_.push_back(figure.unit);
      first_lines_.push_back(figure.line);
    }
    column_.assign(occurs.size(), 0);
    for (std::size_t i = 0; i < occurs.size(); ++i) {
      if (!occurs[i]) continue;
      column_[i] = choices_.size();
      choices_.push_back(request_.contest.choices[i].id);
    }
    local_line_ = std::move(local_line);
    certainty_.assign(units_.size(), {});
    votes_.assign(units_.size() * choices_.size(), kAbsent);
    reserved_.assign(units_.size() * kReservedKinds, kAbsent);
    seen_.assign(units_.size() * lines_ * table_.modes.size(), false);
  }

  void add_up() {
    const std::uint32_t modes = static_cast<std::uint32_t>(table_.modes.size());
    for (const std::uint32_t row : rows_) {
      const auto& figure = table_.figures[row];
      const Meaning& meaning = meanings_[figure.choice];
      if (meaning.kind == Meaning::Kind::Ignored) note_unreadable_choice(figure);
      if (is_passed_over(figure)) continue;
      const std::size_t unit = local_unit_[figure.unit];
      const std::size_t cell = (unit * lines_ + local_line_[figure.choice]) * modes;
      if (seen_[cell + figure.mode]) {
        duplicates_.insert({figure.unit, figure.choice, figure.mode});
        certainty_[unit].is_repeated = true;
      } else if (figure.votes != kUnknownVotes && modes > 1 && overlaps(cell, figure.mode)) {
        overlaps_.emplace(figure.unit, figure.line);
        certainty_[unit].is_repeated = true;
      }
      if (figure.votes == kUnknownVotes) {
        report_unknown_figure(figure);
      } else {
        seen_[cell + figure.mode] = true;
      }
      if (figure.votes < 0 || meaning.kind == Meaning::Kind::Unknown) {
        certainty_[unit].lacks_votes = true;
        if (may_be_reserved(figure)) certainty_[unit].lacks_reserved = true;
        continue;
      }
      const bool is_choice = meaning.kind == Meaning::Kind::Choice;
      if (!is_choice && !table_.modes.name(figure.mode).empty()) {
        certainty_[unit].has_reserved_by_mode = true;
      }
      std::int64_t& sum = is_choice ? votes_[unit * choices_.size() + column_[meaning.index]]
                                    : reserved_[unit * kReservedKinds + meaning.index];
      sum = std::max<std::int64_t>(sum, 0) + figure.votes;
    }
  }

  // Ballots, blanks and the like; a name that nobody knows may stand for them, an id only with "@".
  [[nodiscard]] bool may_be_reserved(const ReturnsTable::Figure& figure) const {
    const Meaning::Kind kind = meanings_[figure.choice].kind;
    if (kind != Meaning::Kind::Unknown) return kind == Meaning::Kind::Reserved;
    return table_.naming == Naming::Names || table_.choices.name(figure.choice).starts_with('@');
  }

  void note_unreadable_choice(const ReturnsTable::Figure& figure) {
    const std::uint32_t unit = local_unit_[figure.unit];
    if (table_.choices.name(figure.choice) != kUnreadableChoice || unit == kNowhere) return;
    certainty_[unit].lacks_votes = true;
    certainty_[unit].lacks_reserved = true;
  }

  void report_unknown_figure(const ReturnsTable::Figure& figure) {
    is_refused_ = true;
    problems_.add({"returns.unknown-figure",
                   {table_.file, figure.line, table_.votes_place},
                   "a figure given as unknown (NA)",
                   "votes",
                   "Look the figure up; if nobody knows it, the unit cannot be added up."});
  }

  // Whether anything here keeps the figures from being used; problems of the file apart.
  [[nodiscard]] bool is_sound() const {
    return returns_.is_whole && !is_refused_ && duplicates_.empty() && overlaps_.empty();
  }

  // A figure for all modes beside figures by mode would be counted twice.
  [[nodiscard]] bool overlaps(std::size_t cell, std::uint32_t mode) const {
    for (std::uint32_t other = 0; other < table_.modes.size(); ++other) {
      const bool one_is_all = table_.modes.name(other).empty() || table_.modes.name(mode).empty();
      if (other != mode && one_is_all && seen_[cell + other]) return true;
    }
    return false;
  }

  [[nodiscard]] std::string unit_text(std::uint32_t unit) const {
    return unit_words(table_.units[unit].name, table_.units[unit].county);
  }

  // "rows 2, 3, 4" of a unit; empty where the file has no rows. Indexed when first asked for.
  [[nodiscard]] std::string rows_of(std::uint32_t unit) {
    if (lines_by_unit_.empty()) {
      lines_by_unit_.resize(table_.units.size());
      for (const std::uint32_t row : rows_) {
        const auto& figure = table_.figures[row];
        if (figure.line > 0) lines_by_unit_[figure.unit].insert(figure.line);
      }
    }
    std::vector<std::string> texts;
    for (const std::int64_t line : lines_by_unit_[unit]) texts.push_back(fmt::format("{}", line));
    if (texts.empty()) return {};
    return fmt::format(" ({} {})", texts.size() == 1 ? "row" : "rows", listed(texts, kRowsShown));
  }

  void report_duplicates() {
    struct Repeats {
      std::set<std::string> choices;
      std::set<std::int64_t> lines;
    };
    std::map<std::uint32_t, Repeats> by_unit;
    if (!duplicates_.empty()) {
      for (const std::uint32_t row : rows_) {
        const auto& figure = table_.figures[row];
        if (!duplicates_.contains({figure.unit, figure.choice, figure.mode})) continue;
        Repeats& repeats = by_unit[figure.unit];
        repeats.choices.insert(std::string(choice_name(table_.choices.name(figure.choice))));
        repeats.lines.insert(figure.line);
      }
    }
    for (const auto& [unit, repeats] : by_unit) {
      std::vector<std::string> lines;
      for (const std::int64_t line : repeats.lines) lines.push_back(fmt::format("{}", line));
      problems_.add(
          {"returns.duplicate-unit",
           {table_.file, *repeats.lines.begin(), ""},
           fmt::format("{} more than once for {} (rows {})", unit_text(unit),
                       listed({repeats.choices.begin(), repeats.choices.end()}, kRowsShown),
                       listed(lines, kRowsShown)),
           "each unit, choice and mode once",
           "Remove the repeated rows, or give different units different names."});
    }
    for (const auto& [unit, line] : overlaps_) {
      problems_.add(
          {"returns.mode-overlap",
           {table_.file, line, table_.mode_place},
           fmt::format("{} with a figure for all modes and figures by mode", unit_text(unit)),
           "either one or the other",
           "Remove the figure for all modes."});
    }
  }

  // No row that adds others up, no unit under two names.
  void check_units_apart() {
    std::map<std::string_view, std::string_view> county_names;
    for (const auto& county : request_.jurisdiction.counties) {
      county_names.emplace(county.id.text, county.name);
    }
    std::vector<CountedUnit> counted;
    counted.reserve(units_.size());
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const std::string& county = county_names_.name(counties_[units_[i]]);
      const auto named = county_names.find(county);
      counted.push_back({table_.units[units_[i]].name,
                         county,
                         named == county_names.end() ? std::string_view() : named->second,
                         first_lines_[i],
                         {votes_.data() + i * choices_.size(), choices_.size()},
                         reserved_[i * kReservedKinds + at(Reserved::Ballots)],
                         !table_.has_lost_rows && certainty_[i].is_whole()});
    }
    if (!table_.has_unknown_columns) check_units(counted, table_.file, problems_);
    if (!table_.has_units || !is_sound()) return;
    remark_odd_figures({request_.contest, choices_, counted, table_.file, result_.id.text},
                       result_.remarks);
  }

  void fill_result() {
    election::UnitVotes votes(choices_);
    votes.reserve(units_.size());
    std::vector<std::int64_t> row(choices_.size());
    std::vector<std::vector<std::size_t>> absent(choices_.size());
    std::int64_t ballots = 0;
    bool every_unit_has_ballots = true;
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::int64_t number = votes_[unit * row.size() + i];
        if (number == kAbsent) absent[i].push_back(unit);
        row[i] = std::max<std::int64_t>(number, 0);
      }
      const std::int64_t* other = &reserved_[unit * kReservedKinds];
      every_unit_has_ballots = every_unit_has_ballots && other[at(Reserved::Ballots)] != kAbsent;
      ballots += other[at(Reserved::Ballots)];
      const auto& named = table_.units[units_[unit]];
      votes.add({named.name.empty() ? named.county : named.name,
                 county_names_.name(counties_[units_[unit]]), other[at(Reserved::Ballots)],
                 other[at(Reserved::Registered)], other[at(Reserved::Blank)],
                 other[at(Reserved::Overvotes)]},
                row);
    }
    result_.totals = votes.totals();
    if (every_unit_has_ballots && !result_.ballots) {
      result_.ballots = election::BallotCount(ballots);
    }
    if (table_.has_units) result_.units = std::move(votes);
    remark_absent(absent);
  }

  // Choices that lack a row in the same units are told together.
  void remark_absent(const std::vector<std::vector<std::size_t>>& absent) {
    for (std::size_t i = 0; i < absent.size(); ++i) {
      const bool told = std::find(absent.begin(), absent.begin() + static_cast<std::ptrdiff_t>(i),
                                  absent[i]) != absent.begin() + static_cast<std::ptrdiff_t>(i);
      if (absent[i].empty() || told) continue;
      std::vector<std::string> alike;
      for (std::size_t k = i; k < absent.size(); ++k) {
        if (absent[k] == absent[i]) alike.push_back(choices_[k].text);
      }
      std::vector<std::string> names;
      for (const std::size_t unit : absent[i]) {
        const auto& named = table_.units[units_[unit]];
        names.push_back(quote(named.name.empty() ? named.county : named.name));
      }
      result_.remarks.push_back(
          fmt::format("{}: no row for {} in {} of {} units of {}: {}; read as 0 votes", table_.file,
                      listed(alike, alike.size()), absent[i].size(), units_.size(), result_.id.text,
                      listed(names, kAbsentShown)));
    }
  }

  // What rests on a figure that was not read, or that was read twice, is not said. Unknown choices
  // and unreadable votes only add to the votes that are known.
  void check_unit(std::size_t unit) {
    const Certainty& certainty = certainty_[unit];
    const bool may_lack_modes = table_.has_lost_rows && certainty.has_reserved_by_mode;
    if (certainty.is_repeated || certainty.lacks_reserved || may_lack_modes) return;
    const std::int64_t* other = &reserved_[unit * kReservedKinds];
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      sum += std::max<std::int64_t>(votes_[unit * choices_.size() + i], 0);
    }
    const auto problem = [&](const char* cause, const std::string& found, std::string wanted,
                             const char* mend) {
      const std::uint32_t number = units_[unit];
      if (request_.impossible != nullptr) {
        request_.impossible->push_back(
            {unit, fmt::format("{}{}; there can be {}", found, rows_of(number), wanted)});
        return;
      }
      problems_.add({cause,
                     {table_.file, first_lines_[unit], table_.votes_place},
                     unit_text(number) + rows_of(number) + ": " + found,
                     std::move(wanted),
                     mend});
    };
    const std::int64_t total = other[at(Reserved::Total)];
    const bool has_all = !certainty.lacks_votes && !table_.has_lost_rows;
    if (total != kAbsent && total != sum && has_all) {
      problem("returns.total-differs",
              fmt::format("@total {} and votes that add up to {}", total, sum),
              "a total equal to the sum of the choices", "Find the missing or mistyped figure.");
    }
    const std::int64_t marks = sum + std::max<std::int64_t>(other[at(Reserved::Blank)], 0) +
                               std::max<std::int64_t>(other[at(Reserved::Overvotes)], 0);
    const std::int64_t ballots = other[at(Reserved::Ballots)];
    const std::int64_t registered = other[at(Reserved::Registered)];
    const std::int64_t allowed = request_.contest.vote_for.value();
    if (ballots != kAbsent && marks > ballots * allowed) {
      problem("returns.impossible",
              fmt::format("{} votes, blanks and overvotes on {} {}", marks, ballots,
                          ballots == 1 ? "ballot" : "ballots"),
              fmt::format("at most {} a ballot", allowed),
              "Correct the figure with a digit or a row too many, or the ballots; until then the "
              "unit is impossible and under review.");
    }
    const bool has_ballots = ballots != kAbsent;
    if (registered == kAbsent) return;
    if (has_ballots && ballots > registered) {
      problem("returns.ballots-above-registered",
              fmt::format("{} ballots and {} registered voters", ballots, registered),
              "no more ballots than registered voters", kRegisteredMend);
    }
    if (!has_ballots && marks > registered * allowed) {
      problem("returns.votes-above-registered",
              fmt::format("{} votes, blanks and overvotes, and {} registered voters", marks,
                          registered),
              fmt::format("at most {} a voter", allowed), kRegisteredMend);
    }
  }

  // A county without rows is a hole, not zero, unless the package says that it knows.
  void check_counties() {
    if (table_.has_lost_rows || has_unknown_counties_) return;
    if (!table_.has_units || result_.kind == election::ResultKind::PartialRecount ||
        result_.kind == election::ResultKind::HandAudit) {
      return;
    }
    std::set<std::string> present;
    for (std::uint32_t i = 0; i < county_names_.size(); ++i) present.insert(county_names_.name(i));
    if (present.size() == 1 && present.begin()->empty()) return;
    std::vector<std::string> missing;
    for (const auto& county : request_.jurisdiction.counties) {
      const auto& known = result_.missing_counties;
      const bool admitted = std::find(known.begin(), known.end(), county.id) != known.end();
      if (!present.contains(county.id.text) && !admitted) missing.push_back(county.id.text);
    }
    if (missing.empty()) return;
    problems_.add(
        {"returns.missing-county",
         {table_.file, 0, ""},
         fmt::format("no row for {}", listed(missing, kNamesShown)),
         fmt::format("figures of every county of {}", quote(request_.jurisdiction.id.text)),
         "Add the counties; those that had not reported go to missing_counties of the "
         "result set."});
  }

  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
  struct FigureKey {
    std::uint32_t unit, choice, mode;
    friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
  };

  // Whether what is known of a unit is all that the file says of it, and said once.
  struct Certainty {
    bool lacks_votes = false;
    bool lacks_reserved = false;  // ballots, the register and the like
    bool has_reserved_by_mode = false;
    bool is_repeated = false;
    [[nodiscard]] bool is_whole() const { return !lacks_votes && !lacks_reserved && !is_repeated; }
  };

  IndexedReturns& returns_;
  const ReturnsTable& table_;
  const ResultRequest& request_;
  ResultSet& result_;
  ProblemList& problems_;

  std::vector<std::uint32_t> rows_;  // positions in table_.figures
  std::vector<Meaning> meanings_;  // by number of the name in the file
  NamePool county_names_;  // ids of counties
  std::vector<std::uint32_t> counties_;  // number in county_names_, by unit of the file
  bool is_refused_ = false;  // a name, a total or a figure given as unknown
  bool has_unknown_counties_ = false;
  std::vector<std::uint32_t> units_;  // unit of the file, by row of the matrix
  std::vector<std::int64_t> first_lines_;  // in the file, by row of the matrix
  std::vector<std::uint32_t> local_unit_;  // row of the matrix, by unit of the file
  std::vector<std::uint32_t> local_line_;  // by number of the name in the file
  std::uint32_t lines_ = 0;
  std::vector<std::size_t> column_;  // of the matrix, by the contest's choice
  std::vector<election::ChoiceId> choices_;
  std::vector<std::int64_t> votes_;  // unit by choice; kAbsent: no row
  std::vector<std::int64_t> reserved_;  // unit by Reserved
  std::vector<Certainty> certainty_;  // by row of the matrix
  std::vector<bool> seen_;  // unit by line of the ballot by mode
  std::vector<std::set<std::int64_t>> lines_by_unit_;  // see rows_of()
  std::set<FigureKey> duplicates_;
  std::map<std::uint32_t, std::int64_t> overlaps_;  // first line that overlaps, by unit of the file
};

}  // namespace

IndexedReturns::IndexedReturns(ReturnsTable read)
    : table(std::move(read)),
      by_section(table.figures_by_section()),
      used_for(table.sections.size()) {}

std::vector<std::int64_t> build_result(IndexedReturns& returns, const ResultRequest& request,
                                       election::ResultSet& result, ProblemList& problems) {
  return ResultAssembly(returns, request, result, problems).build();
}

}  // namespace recanvass::formats
