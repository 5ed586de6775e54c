#include "tests/fuzz/targets.h"

#include "formats/fuzz.h"
#include "ledger/fuzz.h"
#include "verify/fuzz.h"
#include "workflow/fuzz.h"

#include <algorithm>

namespace recanvass::fuzz {

const std::vector<Target>& targets() {
  static const std::vector<Target> list = {
      {"returns", formats::fuzz_returns, {"tests/fuzz/corpus", "tests/bad_inputs"}},
      {"tidy_returns",
       formats::fuzz_tidy_returns,
       {"tests/fuzz/corpus/tidy_returns", "tests/bad_inputs"}},
      {"openelections", formats::fuzz_openelections, {"tests/fuzz/corpus/openelections"}},
      {"medsl_precincts", formats::fuzz_medsl_precincts, {"tests/fuzz/corpus/medsl_precincts"}},
      {"medsl_counties", formats::fuzz_medsl_counties, {"tests/fuzz/corpus/medsl_counties"}},
      {"clarity", formats::fuzz_clarity, {"tests/fuzz/corpus/clarity"}},
      {"nist_json", formats::fuzz_nist_json, {"tests/fuzz/corpus/nist_json"}},
      {"nist_xml", formats::fuzz_nist_xml, {"tests/fuzz/corpus/nist_xml"}},
      {"cards", formats::fuzz_cards, {"tests/fuzz/corpus/cards"}},
      {"dominion_json", formats::fuzz_dominion_json, {"tests/fuzz/corpus/dominion_json"}},
      {"dominion_csv", formats::fuzz_dominion_csv, {"tests/fuzz/corpus/dominion_csv"}},
      {"choice_columns", formats::fuzz_choice_columns, {"tests/fuzz/corpus/choice_columns"}},
      {"ess_ballots", formats::fuzz_ess_ballots, {"tests/fuzz/corpus/ess_ballots"}},
      {"clear_ballot", formats::fuzz_clear_ballot, {"tests/fuzz/corpus/clear_ballot"}},
      {"hart_cards", formats::fuzz_hart_cards, {"tests/fuzz/corpus/hart_cards"}},
      {"nist_cards_json", formats::fuzz_nist_cards_json, {"tests/fuzz/corpus/nist_cards_json"}},
      {"nist_cards_xml", formats::fuzz_nist_cards_xml, {"tests/fuzz/corpus/nist_cards_xml"}},
      {"raire_text", formats::fuzz_raire_text, {"tests/fuzz/corpus/raire_text"}},
      {"raire_json", formats::fuzz_raire_json, {"tests/fuzz/corpus/raire_json"}},
      {"rank_grid", formats::fuzz_rank_grid, {"tests/fuzz/corpus/rank_grid"}},
      {"cards_csv", formats::fuzz_cards_csv, {"tests/fuzz/corpus/cards_csv"}},
      {"archive", formats::fuzz_archive, {"tests/fuzz/corpus/archive"}},
      {"batch_tallies", formats::fuzz_batch_tallies, {"tests/fuzz/corpus/batch_tallies"}},
      {"dominion_summary", formats::fuzz_dominion_summary, {"tests/fuzz/corpus/dominion_summary"}},
      {"card_file", formats::fuzz_card_file, {"tests/fuzz/corpus/card_file"}},
      {"handover", formats::fuzz_handover, {"tests/fuzz/corpus/handover"}},
      {"manifest", formats::fuzz_manifest, {"tests/fuzz/corpus/manifest"}},
      {"topo_shapes", formats::fuzz_topo_shapes, {"tests/fuzz/corpus/topo_shapes"}},
      {"published_colorado",
       formats::fuzz_published_colorado,
       {"tests/fuzz/corpus/published_colorado", "examples/published-audits/colorado-2020"}},
      {"published_arlo", formats::fuzz_published_arlo, {"tests/fuzz/corpus/published_arlo"}},
      {"published_ranked", formats::fuzz_published_ranked, {"tests/fuzz/corpus/published_ranked"}},
      {"published_print",
       formats::fuzz_published_print,
       {"tests/fuzz/corpus/published_print", "examples/published-audits/kalamazoo-2018"}},
      {"election", formats::fuzz_election, {"tests/fuzz/corpus/election", "tests/bad_inputs"}},
      {"statutes", formats::fuzz_statutes, {"statutes"}},
      {"leaf", ledger::fuzz_leaf, {"tests/fuzz/corpus/leaf"}},
      {"note", ledger::fuzz_note, {"tests/fuzz/corpus/note"}},
      {"checkpoint", ledger::fuzz_checkpoint, {"tests/fuzz/corpus/checkpoint"}},
      {"key", ledger::fuzz_key, {"tests/fuzz/corpus/key"}},
      {"tile", ledger::fuzz_tile, {"tests/fuzz/corpus/tile"}},
      {"bundle_list", verify::fuzz_bundle_list, {"tests/fuzz/corpus/bundle_list"}},
      {"withheld", verify::fuzz_withheld, {"tests/fuzz/corpus/withheld"}},
      {"replay", verify::fuzz_replay, {"tests/fuzz/corpus/replay"}},
      {"commands", workflow::fuzz_commands, {"tests/fuzz/corpus/commands"}},
      {"audit_ask", formats::fuzz_audit_ask, {"tests/fuzz/corpus/audit_ask"}},
      {"readings", formats::fuzz_readings, {"tests/fuzz/corpus/readings"}},
      {"assertions", workflow::fuzz_assertions, {"tests/fuzz/corpus/assertions"}},
      {"draws", workflow::fuzz_draws, {"tests/fuzz/corpus/draws"}},
  };
  return list;
}

const Target* target_named(std::string_view name) {
  const auto& list = targets();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Target& target) { return target.name == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace recanvass::fuzz
