#include "report/petition_sheets.h"

#include "base/figures.h"

namespace recanvass::report {
namespace {

void add_petition(PaperBody& body, const PetitionSheet& petition, Language language) {
  if (!body.blocks().empty()) body.page_break();
  const auto label = [&](const char* key) { return say(language, key); };
  body.section(say(language, "petition.number", {{"number", petition.number}}));
  body.facts(
      {{label("petition.county"), petition.county},
       {label("petition.district"), petition.district},
       {label("petition.filed"), moment_words(language, petition.filed_at)},
       {label("petition.signers"), base::grouped(petition.signers)},
       {label("petition.verdict"), say_known(language, "verdict", petition.verdict)},
       {label("petition.fee"), petition.fee ? base::dollars(*petition.fee) : "—"},
       {label("petition.entry"), base::grouped(static_cast<std::int64_t>(petition.position))}});
  body.paragraph(petition.words);
  if (petition.has_no_paper) body.notice(label("petition.no_paper"));
  body.signatures({label("petition.office"), label("petition.petitioner")});
}

}  // namespace

PaperDocument petition_sheets(const PetitionSheets& sheets, const PaperStyle& style) {
  const Language language = style.language;
  PaperBody body;
  CsvTable table{"petitions",
                 {"number", "county", "district", "filed_at", "signers", "verdict", "words",
                  "fee_cents", "has_paper", "entry"},
                 {}};
  if (sheets.petitions.empty()) body.paragraph(say(language, "petition.none"));
  for (const PetitionSheet& petition : sheets.petitions) {
    add_petition(body, petition, language);
    table.rows.push_back({petition.number, petition.county, petition.district, petition.filed_at,
                          std::to_string(petition.signers), petition.verdict, petition.words,
                          petition.fee ? std::to_string(petition.fee->value()) : "",
                          petition.has_no_paper ? "no" : "", std::to_string(petition.position)});
  }
  return {"petitions",
          render_paper(say(language, "petition.title"), sheets.place, body,
                       source_words(language, sheets.heading), sheets.heading, style),
          {std::move(table)}};
}

}  // namespace recanvass::report
