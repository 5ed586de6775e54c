#include "workflow/brief.h"

#include "base/check.h"
#include "formats/reference_reader.h"
#include "report/brief_page.h"
#include "report/page_faults.h"
#include "workflow/assess.h"
#include "workflow/brief_flip.h"
#include "workflow/brief_law.h"
#include "workflow/brief_record.h"
#include "workflow/page_file.h"

namespace recanvass::workflow {

base::Result<report::Briefing> prepare_briefing(const BriefRequest& request,
                                                base::Executor& executor) {
  const auto assessed =
      assess_package({request.package, {}, request.as_of, request.petitioner, std::nullopt});
  if (!assessed) return assessed.problems();
  const election::Election& election = assessed->election;
  report::Briefing briefing;
  briefing.petitioner = assessed->assessment.petitioner_name;
  add_record(election, assessed->assessment.as_of, briefing);
  add_law(assessed->assessment, election, briefing);
  const outlook::ReferenceTables reference = formats::reference_tables();
  for (const election::Contest& contest : election.contests) {
    outlook::FlipQuestion question;
    question.contest = contest.id;
    question.mechanism = request.mechanism;
    if (briefing.as_of) question.as_of = briefing.as_of->day;
    const auto ahead = outlook::look_ahead(election, question, reference, executor);
    if (!ahead) return ahead.problems();
    add_flip(*ahead, reference, briefing);
  }
  return briefing;
}

base::Result<std::filesystem::path> write_briefing(const report::Briefing& briefing,
                                                   const std::filesystem::path& folder) {
  const std::string page = report::brief_page(briefing);
  RECANVASS_CHECK(report::page_faults(page).empty());
  return write_page({"brief", "index.html", report::kBriefGenerator, page}, folder);
}

}  // namespace recanvass::workflow
