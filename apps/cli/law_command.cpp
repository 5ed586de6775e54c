// recanvass law: what a statute asks on a day, and what it answers to figures.
#include "apps/cli/commands.h"
#include "formats/statute_reader.h"
#include "law/clock_event.h"
#include "law/gaps.h"
#include "law/scope.h"
#include "report/law_json.h"
#include "report/law_text.h"
#include "workflow/ask_law.h"

#include <algorithm>

namespace recanvass::cli {
namespace {

ExitCode run_law_check(const Console& console, bool json) {
  const law::KnowledgeBase base = formats::built_in_knowledge();
  if (json) {
    console.print_json(report::law_check_json(base));
  } else {
    console.print(report::law_check_text(base, {console.columns, console.colour}));
  }
  return law::faults_of(base).empty() ? ExitCode::Answered : ExitCode::CheckFailed;
}

ExitCode run_law_comparison(const Arguments& arguments, const Console& console, bool json) {
  const std::string on = arguments.one("--on").value_or("");
  const auto rules = workflow::compare_law(on);
  if (!rules) return console.refuse("law", rules.problems(), json);
  const base::Date day = base::Date::parse(on).value();
  if (json) {
    console.print_json(report::law_comparison_json(day, *rules));
  } else {
    console.print(report::law_comparison_text(day, *rules, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

workflow::LawRequest law_request(const Arguments& arguments) {
  workflow::LawRequest request;
  request.jurisdiction = arguments.one("JURISDICTION").value_or("");
  request.on = arguments.one("--on");
  request.votes = arguments.all("--votes");
  request.reported_margin = arguments.one("--margin");
  request.total = arguments.one("--total");
  request.ballots = arguments.one("--ballots");
  request.seats = arguments.one("--seats");
  request.office = arguments.one("--office");
  request.election = arguments.one("--election");
  request.petitioner = arguments.one("--petitioner");
  request.measure = arguments.one("--measure");
  request.write_in = arguments.has("--write-in");
  request.events = arguments.all("--event");
  request.as_of = arguments.one("--as-of");
  request.precincts = arguments.one("--precincts");
  request.counties = arguments.one("--counties");
  return request;
}

/// --check and --compare are about all jurisdictions: what would narrow them is not passed over.
base::Problems unused_arguments(const Arguments& arguments) {
  const bool check = arguments.has("--check");
  if (!check && !arguments.has("--compare")) return {};
  const std::string chosen = check ? "--check" : "--compare";
  base::Problems problems;
  for (const auto& [name, values] : arguments.values) {
    const bool used = name == chosen || name == "--json" || (!check && name == "--on");
    if (used || values.empty()) continue;
    problems.push_back({"law.all-jurisdictions",
                        {"", 0, name},
                        values[0].empty() ? name : values[0],
                        chosen + " is about all jurisdictions and takes no " + name,
                        "Leave out " + chosen + " or " + name + "."});
  }
  return problems;
}

ExitCode run_law(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const base::Problems unused = unused_arguments(arguments);
  if (!unused.empty()) return console.refuse("law", unused, json);
  if (arguments.has("--check")) return run_law_check(console, json);
  if (arguments.has("--compare")) return run_law_comparison(arguments, console, json);
  const auto reply = workflow::ask_law(law_request(arguments));
  if (!reply) return console.refuse("law", reply.problems(), json);
  if (json) {
    console.print_json(report::law_json(*reply));
  } else {
    console.print(report::law_text(*reply, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

// The offices of a package, then the finer classes of the statutes.
std::vector<std::string> office_words() {
  using election::Office;
  std::vector<std::string> words;
  for (const Office office :
       {Office::President, Office::UsSenate, Office::UsHouse, Office::Governor, Office::Statewide,
        Office::Judicial, Office::Legislative, Office::County, Office::Municipal,
        Office::BallotQuestion, Office::Local}) {
    words.push_back(election::name_of(office));
  }
  for (std::size_t i = 0; i < law::kOfficeClasses; ++i) {
    const std::string word = law::name_of(static_cast<law::OfficeClass>(i));
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

std::vector<std::string> event_beginnings() {
  std::vector<std::string> words;
  for (const law::ClockEvent& event : law::clock_events()) {
    words.push_back(std::string(event.id) + "=");
  }
  return words;
}

}  // namespace

Command law_command() {
  Command command;
  command.name = "law";
  command.summary = "Say what recount law asks on a day, and apply it to figures";
  command.description =
      "Prints the rule of a jurisdiction in plain words, with citation, dates in force, how sure\n"
      "it is and what is unknown. With votes it answers: automatic or not, may they ask, is it\n"
      "free, up to how many votes. A total that is not given makes an answer unknown, unless the\n"
      "votes given decide it (the total is never less than they are). Not legal advice.\n\n"
      "--on is the day whose law is asked. When it is a general election day and no --event\n"
      "election_day=DATE is given, it stands for election day.\n\n"
      "Examples:\n"
      "  recanvass law us-wi --on 2016-11-25 \\\n"
      "      --event last_county_canvass_received=2016-11-21\n"
      "  recanvass law us-co --on 2022-11-08 --votes A=163839 --votes B=163293\n"
      "  recanvass law us-wi --on 2020-11-03 --petitioner C --total 2975313 \\\n"
      "      --votes A=1404440 --votes B=1381823 --votes C=31006\n"
      "  recanvass law --on 2016-11-08 --compare\n"
      "  recanvass law --check\n";
  command.positionals = {{"JURISDICTION", "us-wi, or WI: one of the 50 states or DC", false, false,
                          one_of(law::jurisdiction_ids())}};
  command.options = {
      {"--on", "DATE", "The day whose law is asked."},
      {"--votes", "NAME=VOTES", "Votes of a choice; once for each choice.", true},
      {"--margin", "VOTES", "The difference alone, where the choices' votes are not known."},
      {"--total", "VOTES", "All votes for the office."},
      {"--ballots", "BALLOTS", "Ballots cast, blank ones included."},
      {"--seats", "SEATS", "How many are elected; 1 when not given."},
      {"--office", "OFFICE",
       "president, statewide (when not given), us-house, legislative, ballot-question, ...", false,
       one_of(office_words())},
      {"--election", "TYPE", "general (when not given), primary, special, spring or runoff.", false,
       one_of({"general", "primary", "special", "spring", "runoff"})},
      {"--petitioner", "NAME", "Who asks, a name given with --votes; else: may anybody ask?"},
      {"--measure", "RESULT", "passed or defeated, for a ballot question.", false,
       one_of({"passed", "defeated"})},
      {"--write-in", "", "One of the two compared is a write-in."},
      {"--event", "EVENT=DATE", "When a clock's event happened, DATE or DATETHH:MM.", true,
       begins_with(event_beginnings())},
      {"--as-of", "DATE", "The moment at which deadlines are open or passed."},
      {"--precincts", "PRECINCTS", "Precincts, for fees per precinct."},
      {"--counties", "COUNTIES", "Counties, for fees per county."},
      {"--compare", "", "The rules of all 51 jurisdictions on a day, side by side."},
      {"--check", "", "Validate the whole knowledge base and list what it leaves open."}};
  command.run = run_law;
  return command;
}

}  // namespace recanvass::cli
