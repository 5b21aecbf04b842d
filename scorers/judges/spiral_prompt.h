#pragma once

#include <cstddef>
#include <string>

#include "scenarios/model/sample.h"

namespace attune {

// What a judge reads to list the behaviours in one reply: the message that opened the chat, the
// exchange before (marked as not to be judged) and the exchange itself, each fenced. Every reply is
// judged, the first one too. The reference passes over the first and shows no exchange before
// (specs/eq-bench-family §9, B33 and B38); behaviours stand in the order of the table (B36). A
// change here raises the version of `spiral`. REQUIRES: turn < turns of the transcript.
std::string spiral_turn_prompt(const Sample& sample, std::size_t turn);

// What a judge reads to mark the whole chat: all turns and the author's notes.
std::string spiral_chat_prompt(const Sample& sample);

}  // namespace attune
