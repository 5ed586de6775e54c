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

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

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

base::Problem file_problem(std::string cause, const std::filesystem::path& path, std::string found,
                           std::string wanted, std::string mend) {
  return {std::move(cause),
          {path.string(), 0, {}},
          std::move(found),
          std::move(wanted),
          std::move(mend)};
}

// Only a page that says it was made by this command may be replaced.
bool may_replace(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return true;
  std::ifstream file(path, std::ios::binary);
  constexpr std::size_t kHead = 4096;
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head.find(fmt::format("<meta name=\"generator\" content=\"{}\"/>",
                               report::kBriefGenerator)) != std::string::npos;
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
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return file_problem("brief.folder", folder, error.message(), "a folder that can be written to",
                        "Name another folder.");
  }
  const std::filesystem::path target = folder / "index.html";
  if (!may_replace(target)) {
    return file_problem("brief.not-ours", target, "a file that this command did not write",
                        "no such file, or an earlier briefing",
                        "Name another folder, or move the file away.");
  }
  const std::filesystem::path draft = folder / ".index.html.draft";
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file.write(page.data(), static_cast<std::streamsize>(page.size()));
  file.close();
  if (file) std::filesystem::rename(draft, target, error);
  if (!file || error) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    return file_problem("brief.write", target, error ? error.message() : "writing failed",
                        "room to write the page", "Look at the folder's rights and free space.");
  }
  return target;
}

}  // namespace recanvass::workflow
