// recanvass flip: what would have to change for somebody else to win, and how likely that is.
#include "apps/cli/commands.h"
#include "cluster/threads.h"
#include "election/known.h"
#include "formats/package_reader.h"
#include "law/gaps.h"
#include "report/flip_json.h"
#include "report/flip_text.h"
#include "report/remarks.h"
#include "workflow/flip.h"

#include <fmt/format.h>

#include <charconv>

namespace recanvass::cli {
namespace {

base::Problem bad_option(const std::string& name, const std::string& found,
                         const std::string& wanted) {
  return {"flip.option",
          {{}, 0, name},
          fmt::format("\"{}\"", found),
          wanted,
          fmt::format("See recanvass flip --help for {}.", name)};
}

// A number in [0, 1) such as .3; no value for anything else.
std::optional<double> parse_correlation(const std::string& text) {
  double number = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || !(number >= 0.0 && number < 1.0)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> parse_draws(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || number < 1000 || number > 100'000'000) return std::nullopt;
  return number;
}

void read_college_options(const Arguments& arguments, outlook::CollegeRules& rules,
                          base::Problems& problems) {
  if (const auto text = arguments.one("--majority")) {
    if (*text == "all") rules.majority_of = outlook::MajorityOf::All;
    if (*text != "all" && *text != "appointed") {
      problems.push_back(bad_option("--majority", *text, "all or appointed"));
    }
  }
  if (const auto id = arguments.one("--challenger")) rules.challenger = election::ChoiceId{*id};
  for (const std::string& id : arguments.all("--appoints-none"))
    rules.appoints_none.push_back({id});
  if (const auto text = arguments.one("--within")) {
    const auto percent = base::Rational::parse(*text);
    if (percent && *percent >= base::Rational(0) && *percent <= base::Rational(1000)) {
      rules.within = base::Rational(1) + *percent / base::Rational(100);
    } else {
      problems.push_back(bad_option("--within", *text, "a percentage from 0 to 1000"));
    }
  }
}

// The day of "2016-11-25" or of "2016-11-25T17:00", as assess and brief take them: figures have a
// day and no hour, so those of the day count as known.
base::Result<base::Date> parse_as_of(const std::string& text) {
  if (text.find('T') == std::string::npos) return base::Date::parse(text);
  const auto moment = base::LocalTime::parse(text);
  if (!moment) return moment.problems();
  return moment->day;
}

base::Result<outlook::FlipQuestion> read_question(const Arguments& arguments) {
  outlook::FlipQuestion question;
  base::Problems problems;
  if (const auto text = arguments.one("--as-of")) {
    const auto day = parse_as_of(*text);
    if (day) {
      question.as_of = *day;
    } else {
      problems.insert(problems.end(), day.problems().begin(), day.problems().end());
    }
  }
  if (const auto id = arguments.one("--contest")) question.contest = election::ContestId{*id};
  read_college_options(arguments, question.college, problems);
  if (arguments.has("--rho")) {
    question.correlations.clear();
    for (const std::string& text : arguments.all("--rho")) {
      const auto correlation = parse_correlation(text);
      if (correlation) question.correlations.push_back(*correlation);
      if (!correlation) problems.push_back(bad_option("--rho", text, "a number from 0 to below 1"));
    }
  }
  if (const auto text = arguments.one("--draws")) {
    const auto draws = parse_draws(*text);
    if (draws) question.mechanism.draws = *draws;
    if (!draws) problems.push_back(bad_option("--draws", *text, "1000 to 100000000"));
  }
  if (!problems.empty()) return problems;
  return question;
}

ExitCode run_flip(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto question = read_question(arguments);
  if (!question) return console.refuse("flip", question.problems(), json);
  const auto election = formats::read_package(arguments.one("PACKAGE").value_or(""));
  if (!election) return console.refuse("flip", election.problems(), json);
  cluster::ThreadExecutor executor;
  const auto answer = workflow::look_ahead(*election, *question, executor);
  if (!answer) return console.refuse("flip", answer.problems(), json);
  const auto remarks = election::remarks_known(*election, question->as_of);
  if (json) {
    base::Json document = report::flip_json(*answer);
    document["remarks"] = remarks;
    console.print_json(document);
  } else {
    const report::Screen screen{console.columns, console.colour};
    console.print(report::flip_text(*answer, screen) + report::remarks_text(remarks, screen));
  }
  return ExitCode::Answered;
}

}  // namespace

Command flip_command() {
  Command command;
  command.name = "flip";
  command.summary = "Could it change who wins: votes, electors, chances, paper";
  command.description =
      "Says how many votes would have to be different for somebody else to win, in each unit and, "
      "for\n"
      "President, in the cheapest sets of units (exact, over all of them); how likely accidental "
      "errors\n"
      "are to do that, in layers that are kept apart; how much paper would settle it; and how the\n"
      "popular vote stands beside history. States are never multiplied as if independent.\n\n"
      "Examples:\n"
      "  recanvass flip examples/us-2016-president\n"
      "  recanvass flip examples/us-2016-president --as-of 2016-11-25\n"
      "  recanvass flip examples/us-2016-president --appoints-none us-wi \\\n"
      "      --appoints-none us-mi --majority all\n";
  std::vector<std::string> units = law::jurisdiction_ids();
  for (const char* district : {"us-me-1", "us-me-2", "us-ne-1", "us-ne-2", "us-ne-3"}) {
    units.emplace_back(district);
  }
  command.positionals = {{"PACKAGE", "an election package (docs/formats/election-package.md)", true,
                          false, folders()}};
  command.options = {
      {"--as-of", "DATE[THH:MM]", "Use what was known on that day; an hour changes nothing"},
      {"--contest", "ID", "The contest to look at (default: President, else the first)"},
      {"--challenger", "CHOICE", "For whom units would flip (default: second by pledged electors)"},
      {"--majority", "WHAT", "A majority of all electors or of those appointed (the default)",
       false, one_of({"all", "appointed"})},
      {"--appoints-none", "UNIT", "A unit that appoints no electors; may be given again", true,
       one_of(units)},
      {"--within", "PERCENT", "List sets up to so much dearer than the cheapest (default 25)"},
      {"--rho", "R", "How alike units err, 0 to below 1 (default 0, .3 and .8); may be given again",
       true},
      {"--draws", "N", "Simulated recounts a unit (default 100000)"}};
  command.run = run_flip;
  return command;
}

}  // namespace recanvass::cli
