#include "formats/dominion_summary.h"

#include "formats/named_returns.h"
#include "formats/text.h"
#include "formats/xml_events.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

// The report names its cells after the boxes that it is printed in.
constexpr std::string_view kChoiceBox = "candidateNameTextBox4";

class SummaryReader : public XmlListener {
 public:
  SummaryReader(const std::string& file, ReturnsTable& returns, ProblemList& problems)
      : file_(file), returns_(returns), problems_(problems) {}

  void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
             std::int64_t line) override {
    if (name == "Report" && attribute_of(attributes, "Name") == "Title") {
      read_date(attribute_of(attributes, "Textbox9"), line);
    } else if (name == "ContestIdGroup") {
      start_contest(attributes, line);
    } else if (contest_.empty()) {
      return;
    } else if (name == kChoiceBox) {
      start_choice(attributes, line);
    } else if (in_choice_ && name == "cgGroup") {
      add_group(attributes, line);
    } else if (name == "Textbox13") {
      read_total(attributes, line);
    } else if (name == "Textbox9") {
      read_statistics(attributes, line);
    }
  }

  void end(std::string_view name, std::int64_t line) override {
    if (name == kChoiceBox) end_choice(line);
    if (name == "ContestIdGroup") contest_.clear();
  }

  void text(std::string_view) override {}

 private:
  [[nodiscard]] base::Place place(std::string_view what, std::int64_t line) const {
    return {file_, line, std::string(what)};
  }

  // "2024-11-05T00:00:00"
  void read_date(std::string_view text, std::int64_t line) {
    if (text.empty()) return;
    const auto day = base::Date::parse(text.substr(0, text.find('T')));
    returns_.election_day_line = line;
    if (day) {
      returns_.election_day = *day;
    } else {
      problems_.add({"returns.bad-date", place("Title, Textbox9", line), quote(text),
                     "year-month-day, such as 2024-11-05", "Export the report again."});
    }
  }

  void start_contest(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    contest_ = trimmed(attribute_of(attributes, "contestId"));
    total_ = 0;
    if (contest_.empty()) {
      refuse_empty("ContestIdGroup", "contestId", line);
    } else if (!check_name(contest_, place("contestId", line), problems_)) {
      contest_.clear();
    }
    if (!contest_.empty()) section_ = returns_.section_of("", "", contest_);
  }

  void refuse_empty(std::string_view element, std::string_view attribute, std::int64_t line) {
    problems_.add({"returns.empty-cell", place(element, line), fmt::format("no {}", attribute),
                   "a name", "Export the report again; it may have been cut off."});
    returns_.has_lost_rows = true;
  }

  void start_choice(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    in_choice_ = true;
    groups_ = 0;
    choice_ = trimmed(attribute_of(attributes, kChoiceBox));
    if (choice_.empty()) refuse_empty(kChoiceBox, kChoiceBox, line);
    if (choice_.empty() || !check_name(choice_, place(kChoiceBox, line), problems_)) {
      choice_ = kUnreadableChoice;
    }
    choice_total_.reset();
  }

  void add(std::string_view choice, std::string_view mode, std::int64_t votes, std::int64_t line) {
    returns_.add_figure(section_, returns_.unit_of("", ""), choice, mode, votes, line);
  }

  void add_group(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    const std::string_view group = trimmed(attribute_of(attributes, "countingGroupName"));
    const auto votes =
        figure_or_problem(attribute_of(attributes, "vot7"), place(quote(choice_), line), problems_);
    if (group.empty()) return refuse_empty("cgGroup", "countingGroupName", line);
    groups_ += votes.value_or(0);
    add(choice_, lower_case(group), votes.value_or(kUnreadableVotes), line);
  }

  // The total of a choice, or of all of a contest's.
  void read_total(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    const std::string_view of_choice = attribute_of(attributes, "vot8");
    const std::string_view of_contest = attribute_of(attributes, "votes3");
    if (in_choice_ && !of_choice.empty()) {
      choice_total_ = figure_or_problem(of_choice, place(quote(choice_), line), problems_);
      add(choice_, "", choice_total_.value_or(kUnreadableVotes), line);
    } else if (!of_contest.empty()) {
      const auto votes = figure_or_problem(of_contest, place("votes3", line), problems_);
      if (votes && *votes != total_) refuse_total("all choices", *votes, total_, line);
    }
  }

  void end_choice(std::int64_t line) {
    in_choice_ = false;
    if (!choice_total_) {
      refuse_empty("Textbox13", "vot8", line);
    } else if (*choice_total_ != groups_) {
      refuse_total(quote(choice_), *choice_total_, groups_, line);
    }
    total_ += choice_total_.value_or(0);
  }

  void refuse_total(const std::string& what, std::int64_t stated, std::int64_t sum,
                    std::int64_t line) {
    problems_.add(
        {"returns.total-differs", place(quote(contest_), line),
         fmt::format("{}: {} votes, and {} when the parts are added up", what, stated, sum),
         "equal figures", "Export the report again; it may be incomplete."});
  }

  // "412121 / 522265": ballots that carry the contest, of the registered voters.
  void read_statistics(const std::vector<XmlAttribute>& attributes, std::int64_t line) {
    const std::string_view ballots = attribute_of(attributes, "ballots2");
    const std::string_view cast = trimmed(ballots.substr(0, ballots.find('/')));
    for (const auto& [text, kind] :
         {std::pair{cast, kBallots}, std::pair{attribute_of(attributes, "undervotes3"), kBlank},
          std::pair{attribute_of(attributes, "overvotes2"), kOvervotes}}) {
      if (text.empty()) continue;
      const auto figure = figure_or_problem(text, place(quote(contest_), line), problems_);
      add(kind, "", figure.value_or(kUnreadableVotes), line);
    }
  }

  const std::string& file_;
  ReturnsTable& returns_;
  ProblemList& problems_;
  std::string contest_;
  std::string choice_;
  std::uint32_t section_ = 0;
  bool in_choice_ = false;
  std::int64_t groups_ = 0;  // votes of the choice over its counting groups
  std::int64_t total_ = 0;   // votes of the contest over its choices
  std::optional<std::int64_t> choice_total_;
};

}  // namespace

ReturnsReading read_dominion_summary(std::string_view bytes, const std::string& file) {
  ReturnsTable returns;
  returns.file = file;
  returns.format = "Dominion's summary report";
  returns.naming = Naming::Names;
  returns.votes_place = "vot8";
  returns.choice_place = kChoiceBox;
  returns.mode_place = "countingGroupName";
  ProblemList problems;
  SummaryReader reader(file, returns, problems);
  const base::Problems syntax = read_xml(bytes, file, reader);
  problems.add_all(syntax);
  returns.has_lost_rows = returns.has_lost_rows || !syntax.empty();
  if (!problems.empty()) return {std::move(returns), problems.take()};
  return returns;
}

}  // namespace recanvass::formats
