// What the program calls itself in what it writes: published folders and verdicts name it.
// Used by publish_command.cpp and verify_command.cpp; --version is main.cpp's.
#pragma once

namespace recanvass::cli {

inline constexpr const char* kProgramName = "recanvass " RECANVASS_VERSION;

}  // namespace recanvass::cli
