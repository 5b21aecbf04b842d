#pragma once

namespace attune {

// Files of EQ-Bench 3's shape on the questions of an_eqbench3_folder(), in words of our own. What
// the reference works out (sections, pluses, fractions) was worked out apart from our code.

// Two runs: one with errors of each phase, one under way and never judged.
inline constexpr const char* kEqbench3RunsFile = R"json({
  "ab12cd34_tiny-1": {
    "run_key": "ab12cd34_tiny-1",
    "model_name": "tiny-1",
    "api_model_id": "lab/tiny-1",
    "test_model": "tiny-1",
    "judge_model": "court/judge",
    "rubric_judge_model": "court/judge",
    "elo_judge_model": "court/judge",
    "start_time": "2025-05-21T12:34:56.789012+00:00",
    "status": "completed_with_errors",
    "scenario_prompts_file": "data/scenario_prompts_file.txt",
    "scenario_master_prompt_file": "data/scenario_master_prompt_file.txt",
    "message_drafting_master_prompt_file": "data/message_drafting_master_prompt_file.txt",
    "analysis_master_prompt_file": "data/analysis_master_prompt_file.txt",
    "debrief_prompt_file": "data/debrief_prompt_file.txt",
    "rubric_criteria_file_standard": "data/rubric_criteria_file_standard.txt",
    "rubric_prompt_file_standard": "data/rubric_prompt_file_standard.txt",
    "rubric_criteria_file_analysis": "data/rubric_criteria_file_analysis.txt",
    "rubric_prompt_file_analysis": "data/rubric_prompt_file_analysis.txt",
    "truncate_for_rubric": false,
    "iterations_requested": 2,
    "scenario_tasks": {
      "1": {
        "1": {
          "scenario_id": "1",
          "prompts": [
            "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.",
            "He drums {on}."
          ],
          "debrief_prompt": "And now, out of role: how was it?\n",
          "iteration_index": 1,
          "test_model": "tiny-1",
          "master_prompt_template": "{scenario_prompt}\n\n--\n\nIn role, please.\n",
          "status": "rubric_scored",
          "start_time": 1747830900.123456,
          "end_time": 1747831000.654321,
          "error": null,
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [
            {
              "role": "user",
              "content": "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.\n\n--\n\nIn role, please.\n"
            },
            {
              "role": "assistant",
              "content": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            },
            {
              "role": "user",
              "content": "He drums {on}.\n\n--\n\nIn role, please.\n"
            },
            {
              "role": "assistant",
              "content": "I would rather not play any role tonight, and I have my reasons, which I will keep to myself; good night to you."
            }
          ],
          "parsed_responses": [
            {
              "thinking_feeling": "Tired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.",
              "their_thinking_feeling": "He sounds alone. The drum may be company.",
              "response": "I knock, and I bring tea.",
              "raw": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            },
            {
              "thinking_feeling": "",
              "their_thinking_feeling": "",
              "response": "",
              "raw": "I would rather not play any role tonight, and I have my reasons, which I will keep to myself; good night to you."
            }
          ],
          "debrief_response": "I might have knocked sooner, and said less; he wanted company.",
          "rubric_scores": {
            "demonstrated_empathy": 15.0,
            "pragmatic_ei": 14.0,
            "depth_of_insight": 16.0,
            "social_dexterity": 15.0,
            "emotional_reasoning": 15.0,
            "message_tailoring": 15.0,
            "warmth": 18.0,
            "overall": 3.0
          },
          "raw_rubric_judge_text": "Here it is:\n```json\n{\n  \"chain_of_thought_reasoning\": \"Calm and kind.\",\n  \"demonstrated_empathy\": 15,\n  \"pragmatic_ei\": \"14/20\",\n  \"depth_of_insight\": 16,\n  \"social_dexterity\": 15,\n  \"emotional_reasoning\": 15,\n  \"message_tailoring\": 15,\n  \"warmth\": 18,\n  \"overall\": 3\n}\n```"
        },
        "401": {
          "scenario_id": "401",
          "prompts": [
            "# Act 1\nTwo people talk."
          ],
          "debrief_prompt": null,
          "iteration_index": 1,
          "test_model": "tiny-1",
          "master_prompt_template": "<<\n{scenario_prompt}\n>>\nRead it.",
          "status": "rubric_scored",
          "start_time": 1747830901.5,
          "end_time": 1747831001.25,
          "error": null,
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [
            {
              "role": "user",
              "content": "<<\n# Act 1\nTwo people talk.\n>>\nRead it."
            },
            {
              "role": "assistant",
              "content": "They talk past each other: the one wants to be asked, the other waits to be told, and neither of them sees that it is the same wish."
            }
          ],
          "parsed_responses": [
            {
              "raw": "They talk past each other: the one wants to be asked, the other waits to be told, and neither of them sees that it is the same wish."
            }
          ],
          "debrief_response": null,
          "rubric_scores": {
            "depth_of_insight": 12.0,
            "correctness": 11.0
          },
          "raw_rubric_judge_text": "{\"chain_of_thought_reasoning\": \"Thin.\", \"depth_of_insight\": 12, \"correctness\": 11.0}"
        }
      },
      "2": {
        "1": {
          "scenario_id": "1",
          "prompts": [
            "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.",
            "He drums {on}."
          ],
          "debrief_prompt": "And now, out of role: how was it?\n",
          "iteration_index": 2,
          "test_model": "tiny-1",
          "master_prompt_template": "{scenario_prompt}\n\n--\n\nIn role, please.\n",
          "status": "error",
          "start_time": 1747830902.0,
          "end_time": null,
          "error": "Scenario Run Error at turn 2: Request failed after 3 retries",
          "scenario_run_error": "Request failed after 3 retries",
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [
            {
              "role": "user",
              "content": "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.\n\n--\n\nIn role, please.\n"
            },
            {
              "role": "assistant",
              "content": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            }
          ],
          "parsed_responses": [
            {
              "thinking_feeling": "Tired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.",
              "their_thinking_feeling": "He sounds alone. The drum may be company.",
              "response": "I knock, and I bring tea.",
              "raw": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            }
          ],
          "debrief_response": null,
          "rubric_scores": null,
          "raw_rubric_judge_text": null
        },
        "401": {
          "scenario_id": "401",
          "prompts": [
            "# Act 1\nTwo people talk."
          ],
          "debrief_prompt": null,
          "iteration_index": 2,
          "test_model": "tiny-1",
          "master_prompt_template": "<<\n{scenario_prompt}\n>>\nRead it.",
          "status": "error",
          "start_time": 1747830903.0,
          "end_time": null,
          "error": "Rubric Scoring Error: Failed to parse scores from judge response.",
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": "Failed to parse scores",
          "conversation_history": [
            {
              "role": "user",
              "content": "<<\n# Act 1\nTwo people talk.\n>>\nRead it."
            },
            {
              "role": "assistant",
              "content": "Two people talk, and the longer they do the less they say; I would read it as a quarrel that neither wants to have or to end."
            }
          ],
          "parsed_responses": [
            {
              "raw": "Two people talk, and the longer they do the less they say; I would read it as a quarrel that neither wants to have or to end."
            }
          ],
          "debrief_response": null,
          "rubric_scores": null,
          "raw_rubric_judge_text": "I cannot mark this."
        }
      }
    },
    "results": {
      "average_rubric_score": 13.25,
      "rubric_calculation_time": "2025-05-21T12:59:00.5+00:00",
      "rubric_error": null,
      "elo_raw": 1210.5,
      "elo_normalized": 702.31,
      "elo_calculation_time": "2025-05-21T12:59:30+00:00",
      "elo_error": null
    },
    "end_time": "2025-05-21T13:00:00.000001+00:00"
  },
  "99ff_lab_big": {
    "run_key": "99ff_lab_big",
    "model_name": "lab/big",
    "api_model_id": "lab/big",
    "test_model": "lab/big",
    "judge_model": "N/A",
    "rubric_judge_model": "N/A",
    "elo_judge_model": "N/A",
    "start_time": "2025-05-21T12:34:56.789012+00:00",
    "status": "running",
    "scenario_prompts_file": "data/scenario_prompts_file.txt",
    "scenario_master_prompt_file": "data/scenario_master_prompt_file.txt",
    "message_drafting_master_prompt_file": "data/message_drafting_master_prompt_file.txt",
    "analysis_master_prompt_file": "data/analysis_master_prompt_file.txt",
    "debrief_prompt_file": "data/debrief_prompt_file.txt",
    "rubric_criteria_file_standard": "N/A",
    "rubric_prompt_file_standard": "data/rubric_prompt_file_standard.txt",
    "rubric_criteria_file_analysis": "data/rubric_criteria_file_analysis.txt",
    "rubric_prompt_file_analysis": "data/rubric_prompt_file_analysis.txt",
    "truncate_for_rubric": false,
    "iterations_requested": 1,
    "scenario_tasks": {
      "1": {
        "1": {
          "scenario_id": "1",
          "prompts": [
            "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.",
            "He drums {on}."
          ],
          "debrief_prompt": "And now, out of role: how was it?\n",
          "iteration_index": 1,
          "test_model": "lab/big",
          "master_prompt_template": "{scenario_prompt}\n\n--\n\nIn role, please.\n",
          "status": "completed",
          "start_time": 1747840000.5,
          "end_time": null,
          "error": null,
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [
            {
              "role": "user",
              "content": "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.\n\n--\n\nIn role, please.\n"
            },
            {
              "role": "assistant",
              "content": "I would rather not play any role tonight, and I have my reasons, which I will keep to myself; good night to you."
            },
            {
              "role": "user",
              "content": "He drums {on}.\n\n--\n\nIn role, please.\n"
            },
            {
              "role": "assistant",
              "content": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            }
          ],
          "parsed_responses": [
            {
              "thinking_feeling": "",
              "their_thinking_feeling": "",
              "response": "",
              "raw": "I would rather not play any role tonight, and I have my reasons, which I will keep to myself; good night to you."
            },
            {
              "thinking_feeling": "Tired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.",
              "their_thinking_feeling": "He sounds alone. The drum may be company.",
              "response": "I knock, and I bring tea.",
              "raw": "# I'm thinking & feeling\n\nTired, and a little ashamed of being so cross; it is only a drum, and still it is two in the morning.\n\n# They\u2019re thinking & feeling\nHe sounds alone. The drum may be company.\n\n# My response\nI knock, and I bring tea.\n\n--\nDone."
            }
          ],
          "debrief_response": "Nothing to add \ud83e\udd41.",
          "rubric_scores": null,
          "raw_rubric_judge_text": null
        },
        "401": {
          "scenario_id": "401",
          "prompts": [
            "# Act 1\nTwo people talk."
          ],
          "debrief_prompt": null,
          "iteration_index": 1,
          "test_model": "lab/big",
          "master_prompt_template": "<<\n{scenario_prompt}\n>>\nRead it.",
          "status": "initialized",
          "start_time": null,
          "end_time": null,
          "error": null,
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [],
          "parsed_responses": [],
          "debrief_response": null,
          "rubric_scores": null,
          "raw_rubric_judge_text": null
        },
        "208": {
          "scenario_id": "208",
          "prompts": [
            "Write to her."
          ],
          "debrief_prompt": "And now, out of role: how was it?\n",
          "iteration_index": 1,
          "test_model": "lab/big",
          "master_prompt_template": "{scenario_prompt}\n--\nDraft it.",
          "status": "running_scenario",
          "start_time": 1747840001.0,
          "end_time": null,
          "error": null,
          "scenario_run_error": null,
          "debrief_run_error": null,
          "rubric_run_error": null,
          "conversation_history": [],
          "parsed_responses": [],
          "debrief_response": null,
          "rubric_scores": null,
          "raw_rubric_judge_text": null
        }
      }
    },
    "results": {
      "average_rubric_score": "Skipped",
      "rubric_error": null
    }
  }
})json";

// Both orders of a role-play and an analysis, an error that was asked again, and ratings.
inline constexpr const char* kEqbench3EloFile = R"json({
  "lab/big": {
    "elo": 1190.1,
    "elo_norm": 640.5,
    "sigma": 24.25,
    "ci_low": 1142.57,
    "ci_high": 1237.63,
    "ci_low_norm": 600.1,
    "ci_high_norm": 680.9
  },
  "tiny-1": {
    "elo": 1210.5,
    "elo_norm": 702.31,
    "sigma": 24.3,
    "ci_low": 1162.87,
    "ci_high": 1258.13,
    "ci_low_norm": 660.2,
    "ci_high_norm": 744.4
  },
  "__metadata__": {
    "global_pairwise_comparisons": [
      {
        "scenario_id": "1",
        "pair": {
          "test_model": "tiny-1",
          "neighbor_model": "lab/big",
          "iteration_index": "1"
        },
        "order": "A0493:test / A0488:other",
        "judge_response": {
          "chain_of_thought_reasoning": "A is warmer + kinder.",
          "demonstrated_empathy": "A0493+++",
          "pragmatic_ei": "A0493++",
          "depth_of_insight": "A0493++++",
          "social_dexterity": "A0488+",
          "emotional_reasoning": "A0493++",
          "appropriate_validating_challenging": "A0493+",
          "message_tailoring": "A0493+++",
          "overall_eq": "A0493+++"
        },
        "outcome_for_test_model": 1.0,
        "plus_for_test": 18,
        "plus_for_other": 1,
        "plus_diff": 17,
        "plus_diff_normalized": 0.5666666666666667,
        "plus_diff_blended": 0.5666666666666667,
        "fraction_for_test": 0.7833333333333333,
        "test_model_avg_response_length": 612.5,
        "neighbor_model_avg_response_length": 540.0
      },
      {
        "scenario_id": "1",
        "pair": {
          "test_model": "tiny-1",
          "neighbor_model": "lab/big",
          "iteration_index": "1"
        },
        "order": "A0493:other / A0488:test",
        "judge_response": {
          "chain_of_thought_reasoning": "Both have merit.",
          "demonstrated_empathy": "A0488++",
          "pragmatic_ei": "A0493+",
          "depth_of_insight": "A0493 over A0488+++",
          "social_dexterity": "A0488+",
          "emotional_reasoning": "neither",
          "appropriate_validating_challenging": "A0493",
          "message_tailoring": "A0488++",
          "overall_eq": 5
        },
        "outcome_for_test_model": 1.0,
        "plus_for_test": 5,
        "plus_for_other": 4,
        "plus_diff": 1,
        "plus_diff_normalized": 0.03333333333333333,
        "plus_diff_blended": 0.03333333333333333,
        "fraction_for_test": 0.5166666666666667,
        "test_model_avg_response_length": 612.5,
        "neighbor_model_avg_response_length": 540.0
      },
      {
        "scenario_id": "401",
        "pair": {
          "test_model": "tiny-1",
          "neighbor_model": "lab/big",
          "iteration_index": "1"
        },
        "order": "A0493:test / A0488:other",
        "judge_response": {
          "chain_of_thought_reasoning": "Close.",
          "depth_of_insight": "A0488+++++",
          "authentic_eu": "A0488+++++",
          "correctness": "A0493+"
        },
        "outcome_for_test_model": 0.0,
        "plus_for_test": 0,
        "plus_for_other": 1,
        "plus_diff": 1,
        "plus_diff_normalized": 0.03333333333333333,
        "plus_diff_blended": 0.03333333333333333,
        "fraction_for_test": 0.4833333333333333,
        "test_model_avg_response_length": 88.0,
        "neighbor_model_avg_response_length": 90.25
      },
      {
        "scenario_id": "401",
        "pair": {
          "test_model": "tiny-1",
          "neighbor_model": "lab/big",
          "iteration_index": "1"
        },
        "order": "reversed",
        "error": "Judge Error: No valid JSON block found",
        "raw_judge_response": "I would rather not."
      },
      {
        "scenario_id": "401",
        "pair": {
          "test_model": "tiny-1",
          "neighbor_model": "lab/big",
          "iteration_index": "1"
        },
        "order": "A0493:other / A0488:test",
        "judge_response": {
          "depth_of_insight": "A0488+",
          "correctness": "A0493+"
        },
        "outcome_for_test_model": 0.5,
        "plus_for_test": 0,
        "plus_for_other": 0,
        "plus_diff": 0,
        "plus_diff_normalized": 0.0,
        "plus_diff_blended": 0.0,
        "fraction_for_test": 0.5,
        "test_model_avg_response_length": 88.0,
        "neighbor_model_avg_response_length": 90.25
      },
      {
        "scenario_id": "1",
        "pair": {
          "test_model": "lab/big",
          "neighbor_model": "tiny-1",
          "iteration_index": "2"
        },
        "order": "forward",
        "error": "Future processing error: timed out"
      }
    ],
    "last_updated": "2025-05-22T08:00:00.25+00:00"
  }
})json";

}  // namespace attune
