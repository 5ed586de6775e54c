#include "workflow/brief.h"

#include "base/check.h"
#include "base/nearest.h"
#include "formats/package_reader.h"
#include "formats/statute_reader.h"
#include "recount/assessment.h"
#include "report/brief_page.h"
#include "report/page_faults.h"
#include "workflow/brief_law.h"
#include "workflow/brief_record.h"
#include "workflow/page_file.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

const election::Choice* find_petitioner(const election::Election& election, const std::string& id) {
  for (const election::Contest& contest : election.contests) {
    if (const election::Choice* choice = contest.find(election::ChoiceId{id})) return choice;
  }
  return nullptr;
}

base::Problem unknown_petitioner(const election::Election& election, const std::string& id) {
  std::vector<std::string> known;
  for (const election::Contest& contest : election.contests) {
    for (const election::Choice& choice : contest.choices) {
      if (!choice.aggregate) known.push_back(choice.id.text);
    }
  }
  const auto near = base::nearest(id, known);
  return {"brief.petitioner",
          {},
          fmt::format("the petitioner \"{}\"", id),
          "the id of a choice of the package",
          near ? fmt::format("Did you mean \"{}\"?", *near)
               : "Take an id from election.toml, such as \"" +
                     (known.empty() ? std::string("...") : known.front()) + "\"."};
}

}  // namespace

base::Result<report::Briefing> prepare_briefing(const BriefRequest& request) {
  const base::Result<election::Election> read = formats::read_package(request.package);
  if (!read) return read.problems();
  const election::Election& election = *read;
  report::Briefing briefing;
  if (request.petitioner) {
    const election::Choice* petitioner = find_petitioner(election, *request.petitioner);
    if (petitioner == nullptr || petitioner->aggregate) {
      return unknown_petitioner(election, *request.petitioner);
    }
    briefing.petitioner = petitioner->name;
  }
  add_record(election, request.as_of, briefing);
  recount::AssessOptions question;
  question.as_of = request.as_of;
  if (request.petitioner) question.petitioner = election::ChoiceId{*request.petitioner};
  add_law(recount::assess(election, formats::built_in_knowledge(), question), election, briefing);
  return briefing;
}

base::Result<std::filesystem::path> write_briefing(const report::Briefing& briefing,
                                                   const std::filesystem::path& folder) {
  const std::string page = report::brief_page(briefing);
  RECANVASS_CHECK(report::page_faults(page).empty());
  return write_page({"brief", "index.html", report::kBriefGenerator, page}, folder);
}

}  // namespace recanvass::workflow
