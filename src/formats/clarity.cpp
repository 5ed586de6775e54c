#include "formats/clarity.h"

#include "formats/named_returns.h"
#include "formats/odd_figures.h"
#include "formats/text.h"
#include "formats/unit_check.h"
#include "formats/xml_events.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

// "11/3/2020"
std::optional<base::Date> clarity_date(std::string_view text) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), parts[i]);
    if (read.ec != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    if (i < 2 && (text.empty() || text.front() != '/')) return std::nullopt;
    if (i < 2) text.remove_prefix(1);
  }
  const auto day = base::Date::make(parts[2], parts[0], parts[1]);
  return day ? std::optional(*day) : std::nullopt;
}

// A total that the file states and what its parts add up to.
struct StatedTotal {
  std::optional<std::int64_t> stated;
  std::int64_t sum = 0;
  std::int64_t line = 0;
  bool has_parts = false;
  bool is_sure = true;  // false: a part could not be read, or disagrees already
};

class ClarityReader : public XmlListener {
 public:
  ClarityReader(const std::string& file, ReturnsTable& returns, ProblemList& problems)
      : file_(file), returns_(returns), problems_(problems) {}

  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override {
    captured_.clear();
    if (name == "ElectionVoterTurnout" || name == "VoterTurnout") {
      in_turnout_ = true;
    } else if (name == "Contest") {
      contest_ = attribute_of(attributes, "text");
      has_contest_ = require(contest_, name, "text", line);
      if (!has_contest_) returns_.has_lost_rows = true;
    } else if (name == "Choice") {
      start_choice(attributes, line);
    } else if (name == "VoteType") {
      start_vote_type(attributes, line);
    } else if (name == "County" || name == "Precinct") {
      if (in_turnout_) read_turnout(name, attributes, line);
      if (in_vote_type_) read_unit(name, attributes, line);
    }
  }

  void end(std::string_view name, std::int64_t line) override {
    if (name == "ElectionDate") read_date(line);
    if (name == "Region") region_ = trimmed(captured_);
    if (name == "ElectionVoterTurnout" || name == "VoterTurnout") in_turnout_ = false;
    if (name == "VoteType") end_vote_type();
    if (name == "Choice") {
      if (choice_ != kUnreadableChoice) check(choice_total_, quote(choice_));
      choice_.clear();
      party_.clear();
    }
  }

  void text(std::string_view characters) override { captured_ += characters; }

  /// Once the file is read: 0 ballots of a unit are none, unless somebody voted there.
  void settle_zero_ballots() {
    std::set<std::uint32_t> with_votes;
    for (const ReturnsTable::Figure& figure : returns_.figures) {
      const std::string& choice = returns_.choices.name(figure.choice);
      if (figure.votes > 0 && !choice.starts_with("@")) with_votes.insert(figure.unit);
    }
    const std::uint32_t section = returns_.section_of("", "", kEveryContest);
    for (const auto& [unit, line] : zero_ballots_) {
      if (!with_votes.contains(unit)) {
        returns_.add_figure(section, unit, kBallots, "", 0, line);
        continue;
      }
      const ReturnsTable::Unit& named = returns_.units[unit];
      returns_.remarks.push_back(remark_at(
          file_, line,
          fmt::format("{} has votes and 0 ballots cast", unit_words(named.name, named.county)),
          "The ballots are taken as not reported; ask the county for them."));
    }
  }

 private:
  [[nodiscard]] base::Place place(std::string_view element, std::int64_t line) const {
    return {file_, line, std::string(element)};
  }

  bool require(std::string_view value, std::string_view element, std::string_view attribute,
               std::int64_t line) {
    if (!value.empty()) return check_name(value, place(element, line), problems_);
    problems_.add({"returns.empty-cell", place(element, line), fmt::format("no {}", attribute),
                   fmt::format("<{} {}=\"...\">", element, attribute),
                   "Fetch the file again; it may have been cut off."});
    return false;
  }

  void read_date(std::int64_t line) {
    returns_.election_day = clarity_date(trimmed(captured_));
    returns_.election_day_line = line;
    if (returns_.election_day) return;
    problems_.add({"returns.bad-date", place("ElectionDate", line), quote(trimmed(captured_)),
                   "month/day/year, such as 11/3/2020", "Fetch the file again."});
  }

  void start_choice(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    choice_ = attribute_of(attributes, "text");
    party_ = attribute_of(attributes, "party");
    if (!require(choice_, "Choice", "text", line)) choice_ = kUnreadableChoice;
    choice_total_ = stated_in(attributes, "totalVotes", "Choice", line);
  }

  void start_vote_type(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    in_vote_type_ = true;
    vote_type_ = attribute_of(attributes, "name");
    has_vote_type_ = require(vote_type_, "VoteType", "name", line);
    if (!has_vote_type_) returns_.has_lost_rows = true;
    type_total_ = stated_in(attributes, "votes", "VoteType", line);
    section_ = returns_.section_of("", "", contest_);
  }

  StatedTotal stated_in(const std::vector<XmlAttribute>& attributes, std::string_view name,
                        std::string_view element, std::int64_t line) {
    StatedTotal total;
    total.line = line;
    const std::string_view text = attribute_of(attributes, name);
    if (!text.empty()) total.stated = figure_or_problem(text, place(element, line), problems_);
    return total;
  }

  // Counties stand for themselves; precincts belong to the county that the file is of.
  std::uint32_t unit_named(std::string_view element, std::string_view name) {
    returns_.has_units = true;
    if (element == "County") return returns_.unit_of("", name);
    constexpr std::size_t kStateLetters = 2;
    return returns_.unit_of(name, region_.size() > kStateLetters ? region_ : std::string());
  }

  void read_unit(std::string_view element, const std::vector<XmlAttribute>& attributes,
                 std::int64_t line) {
    const std::string_view name = attribute_of(attributes, "name");
    const auto votes =
        figure_or_problem(attribute_of(attributes, "votes"), place(element, line), problems_);
    type_total_.has_parts = true;
    type_total_.sum += votes.value_or(0);
    type_total_.is_sure = type_total_.is_sure && votes.has_value();
    if (!require(name, element, "name", line)) {
      returns_.has_lost_rows = true;
      return;
    }
    add(unit_named(element, name), votes.value_or(kUnreadableVotes), line);
  }

  // Undervotes and overvotes are vote types outside any choice.
  void add(std::uint32_t unit, std::int64_t votes, std::int64_t line) {
    if (!has_contest_ || !has_vote_type_) return;
    const bool all_modes = choice_.empty() || vote_type_ == "Total Votes";
    const std::string choice = choice_.empty()                ? vote_type_
                               : choice_ == kUnreadableChoice ? choice_
                                                              : choice_key(choice_, party_);
    returns_.add_figure(section_, unit, choice, all_modes ? std::string() : lower_case(vote_type_),
                        votes, line);
  }

  void read_turnout(std::string_view element, const std::vector<XmlAttribute>& attributes,
                    std::int64_t line) {
    const std::string_view name = attribute_of(attributes, "name");
    if (!require(name, element, "name", line)) {
      returns_.has_lost_rows = true;
      return;
    }
    const std::uint32_t unit = unit_named(element, name);
    const std::uint32_t section = returns_.section_of("", "", kEveryContest);
    for (const auto& [attribute, kind] :
         {std::pair{"ballotsCast", kBallots}, std::pair{"totalVoters", kRegistered}}) {
      const std::string_view text = attribute_of(attributes, attribute);
      if (text.empty()) continue;
      const std::int64_t number =
          figure_or_problem(text, place(element, line), problems_).value_or(kUnreadableVotes);
      if (kind == kRegistered && number == 0) continue;
      if (number == 0) {
        zero_ballots_.emplace(unit, line);
        continue;
      }
      returns_.add_figure(section, unit, kind, "", number, line);
    }
  }

  void end_vote_type() {
    if (!type_total_.has_parts && type_total_.stated) {
      add(returns_.unit_of("", ""), *type_total_.stated, type_total_.line);
      type_total_.sum = *type_total_.stated;
    }
    const bool agrees =
        check(type_total_, quote(vote_type_) + (choice_.empty() ? "" : " of " + quote(choice_)));
    choice_total_.is_sure = choice_total_.is_sure && agrees && type_total_.is_sure;
    choice_total_.sum += type_total_.sum;
    choice_total_.has_parts = true;
    in_vote_type_ = false;
    vote_type_.clear();
  }

  // False when it is reported as different.
  bool check(const StatedTotal& total, const std::string& what) {
    if (!total.stated || !total.has_parts || !total.is_sure) return true;
    if (*total.stated == total.sum) return true;
    problems_.add({"returns.total-differs", place(quote(contest_), total.line),
                   fmt::format("{}: {} votes, and {} when its units are added up", what,
                               *total.stated, total.sum),
                   "equal figures", "Fetch the file again; it may be incomplete."});
    return false;
  }

  const std::string& file_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::string captured_;
  std::string region_;
  std::string contest_;
  std::string choice_;
  std::string party_;
  std::string vote_type_;
  StatedTotal choice_total_;
  StatedTotal type_total_;
  std::map<std::uint32_t, std::int64_t> zero_ballots_;  // unit, line
  std::uint32_t section_ = 0;
  bool has_contest_ = true;
  bool has_vote_type_ = true;
  bool in_turnout_ = false;
  bool in_vote_type_ = false;
};

}  // namespace

ReturnsReading read_clarity(std::string_view bytes, const std::string& file) {
  ReturnsTable returns;
  returns.file = file;
  returns.format = "Clarity detail.xml";
  returns.naming = Naming::Names;
  returns.votes_place = "votes";
  returns.choice_place = "Choice";
  returns.county_place = "County or Region";
  returns.mode_place = "VoteType";
  ProblemList problems;
  ClarityReader reader(file, returns, problems);
  const base::Problems syntax = read_xml(bytes, file, reader);
  problems.add_all(syntax);
  returns.has_lost_rows = returns.has_lost_rows || !syntax.empty();
  if (!problems.empty()) return {std::move(returns), problems.take()};
  reader.settle_zero_ballots();
  return returns;
}

}  // namespace recanvass::formats
