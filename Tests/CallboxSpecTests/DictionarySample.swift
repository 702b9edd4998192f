/// A dictionary with both forms, all facts and most types.
let sampleDictionary = #"""
    # User attributes

    What the Messenger learns of the people who sign in.

    ## Identity

    ### `user_id`

    - Type: string
    - Required
    - Source: `id`
    - Sensitivity: pseudonymous
    - Example: `9f2c`

    The account's *primary* key.

    Never an e-mail address.

    ### `email`

    - Type: email
    - Source: `contact.email`
    - Sensitivity: personal
    - Example: jane@example.com
    - Signed: yes

    ### `intercom_user_jwt`

    - Type: token
    - Source: `intercom.token`

    ## Account & billing

    Only for [customers](https://acme.example/).

    | Attribute  | Type          | Source             | Sensitivity | Sites     | Notes |
    | ---------- | ------------- | ------------------ | ----------- | --------- | ----- |
    | `plan`     | `free \| pro` | `account.plan`     | none        | app, docs | What **they** pay for |
    | `trial_at` | date          | `account.trialEnd` | none        |           | When the trial ends   |
    | seats      | integer       | `account.seats`    | none        |           |

    """#
